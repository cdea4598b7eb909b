package io.onus.notification.person;

import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.domain.MethodStatus;
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

/** A row of {@code contact_methods}; known to {@link PersonStore} alone. */
@Entity
@Table(name = "contact_methods")
class ContactMethodEntity extends PanacheEntityBase {

  @Id UUID id;

  @Column(name = "person_id")
  String personId;

  @Enumerated(EnumType.STRING)
  ChannelKind kind;

  String address;

  @Enumerated(EnumType.STRING)
  Urgency urgency;

  @Nullable String secret;

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
        id, personId, kind, address, urgency, status, reason, version, createdAt);
  }

  void leave(MethodStatus next, String why, Instant now) {
    status = next;
    reason = why;
    version++;
    updatedAt = now;
    if (next == MethodStatus.REMOVED) {
      secret = null;
    }
  }
}
