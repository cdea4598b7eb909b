package io.onus.notification.method;

import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.method.domain.MethodStatus;
import io.onus.notification.method.domain.Owner;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code contact_methods}; known to {@link MethodStore} alone. */
@Entity
@Table(name = "contact_methods")
class MethodEntity extends PanacheEntityBase {

  @Id UUID id;

  @Column(name = "person_id")
  @Nullable String personId;

  @Nullable String integration;

  @Enumerated(EnumType.STRING)
  ChannelKind kind;

  String address;

  @Enumerated(EnumType.STRING)
  Urgency urgency;

  @Nullable String secret;

  @Column(name = "old_secret")
  @Nullable String oldSecret;

  @Column(name = "old_secret_until")
  @Nullable Instant oldSecretUntil;

  @Enumerated(EnumType.STRING)
  MethodStatus status;

  @Nullable String reason;
  long version;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  KnownMethod method() {
    return new KnownMethod(
        id, owner(), kind, address, urgency, status, reason, oldSecretUntil, version, createdAt);
  }

  void become(MethodStatus next, @Nullable String why, Instant now) {
    status = next;
    reason = why;
    if (next == MethodStatus.REMOVED) {
      secret = null;
      oldSecret = null;
      oldSecretUntil = null;
    }
    changed(now);
  }

  void changed(Instant now) {
    version++;
    updatedAt = now;
  }

  private Owner owner() {
    if (personId != null) {
      return new Owner.Person(personId);
    }
    if (integration != null) {
      return new Owner.Integration(integration);
    }
    throw new IllegalStateException("method " + id + " is nobody's");
  }
}
