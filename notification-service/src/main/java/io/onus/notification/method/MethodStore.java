package io.onus.notification.method;

import static io.onus.notification.method.domain.MethodStatus.REMOVED;

import io.onus.kit.sql.Sql;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.Urgency;
import io.onus.notification.method.domain.MethodStatus;
import io.onus.notification.method.domain.Owner;
import io.onus.notification.secret.SecretBox;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class MethodStore {

  /** Secrets as the database has them, sealed or not yet. */
  record KeptSecrets(UUID methodId, @Nullable String current, @Nullable String old) {}

  private final Sql sql;
  private final SecretBox box;

  MethodStore(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  /** Oldest first, without those that were removed. */
  List<KnownMethod> ofPeople(Collection<String> people) {
    return MethodEntity.<MethodEntity>find(
            "personId in ?1 and status <> ?2", Sort.by("id"), people, REMOVED)
        .stream()
        .map(MethodEntity::method)
        .toList();
  }

  List<KnownMethod> ofIntegrations(Collection<String> codes) {
    return MethodEntity.<MethodEntity>find(
            "integration in ?1 and status <> ?2", Sort.by("id"), codes, REMOVED)
        .stream()
        .map(MethodEntity::method)
        .toList();
  }

  /** Nothing where it was removed. */
  Optional<KnownMethod> find(UUID methodId) {
    return MethodEntity.<MethodEntity>findByIdOptional(methodId)
        .filter(entity -> entity.status != REMOVED)
        .map(MethodEntity::method);
  }

  void insert(KnownMethod method, @Nullable Secret secret) {
    MethodEntity entity = new MethodEntity();
    entity.id = method.id();
    switch (method.owner()) {
      case Owner.Person(String id) -> entity.personId = id;
      case Owner.Integration(String code) -> entity.integration = code;
    }
    entity.kind = method.kind();
    entity.address = method.address();
    entity.urgency = method.urgency();
    entity.secret = secret == null ? null : box.seal(secret, method.id());
    entity.status = method.status();
    entity.reason = method.reason();
    entity.version = method.version();
    entity.createdAt = method.createdAt();
    entity.updatedAt = method.createdAt();
    entity.persistAndFlush();
  }

  /** What it was before; nothing where it was so already, or is removed. */
  Optional<MethodStatus> become(
      UUID methodId, MethodStatus status, @Nullable String reason, Instant now) {
    MethodEntity entity = lock(methodId);
    if (entity == null || entity.status == REMOVED || entity.status == status) {
      return Optional.empty();
    }
    MethodStatus before = entity.status;
    entity.become(status, reason, now);
    entity.flush();
    return Optional.of(before);
  }

  KnownMethod write(UUID methodId, Urgency urgency, Instant now) {
    MethodEntity entity = locked(methodId);
    entity.urgency = urgency;
    entity.changed(now);
    entity.flush();
    return entity.method();
  }

  /**
   * @param oldUntil how long the secret it had signs beside the new one; null for not at all
   */
  KnownMethod rotate(UUID methodId, Secret secret, @Nullable Instant oldUntil, Instant now) {
    MethodEntity entity = locked(methodId);
    entity.oldSecret = oldUntil == null ? null : entity.secret;
    entity.oldSecretUntil = oldUntil;
    entity.secret = box.seal(secret, methodId);
    entity.changed(now);
    entity.flush();
    return entity.method();
  }

  /** The secret itself, for a method that takes over from this one. */
  Optional<Secret> secret(UUID methodId) {
    return Optional.ofNullable(locked(methodId).secret).map(kept -> box.open(kept, methodId));
  }

  /** A secret that signs beside the present one until an instant. */
  record OldSecret(Secret secret, Instant until) {}

  Optional<OldSecret> oldSecret(UUID methodId) {
    MethodEntity entity = locked(methodId);
    return entity.oldSecret == null || entity.oldSecretUntil == null
        ? Optional.empty()
        : Optional.of(new OldSecret(box.open(entity.oldSecret, methodId), entity.oldSecretUntil));
  }

  KnownMethod signWithToo(UUID methodId, OldSecret old) {
    MethodEntity entity = locked(methodId);
    entity.oldSecret = box.seal(old.secret(), methodId);
    entity.oldSecretUntil = old.until();
    entity.flush();
    return entity.method();
  }

  /** In id order; what another replica is sealing is left to it. */
  List<KeptSecrets> lockSecretsNotBeginning(String prefix, UUID after, int limit) {
    return sql.list(
        """
        select id, secret, old_secret from contact_methods
        where (secret is not null and not starts_with(secret, ?)
            or old_secret is not null and not starts_with(old_secret, ?))
          and id > ?
        order by id limit ? for update skip locked
        """,
        row ->
            new KeptSecrets(
                row.uuid("id"), row.nullableText("secret"), row.nullableText("old_secret")),
        prefix,
        prefix,
        after,
        limit);
  }

  void keepSecrets(KeptSecrets sealed) {
    sql.update(
        "update contact_methods set secret = ?, old_secret = ? where id = ?",
        sealed.current(),
        sealed.old(),
        sealed.methodId());
  }

  private static MethodEntity locked(UUID methodId) {
    MethodEntity entity = lock(methodId);
    if (entity == null) {
      throw new IllegalStateException("no method " + methodId);
    }
    return entity;
  }

  private static @Nullable MethodEntity lock(UUID methodId) {
    return MethodEntity.findById(methodId, LockModeType.PESSIMISTIC_WRITE);
  }
}
