package io.onus.notification.person;

import static io.onus.notification.person.domain.MethodStatus.REMOVED;

import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.domain.ContactMethod;
import io.onus.notification.person.domain.MethodStatus;
import io.onus.notification.person.domain.Person;
import io.onus.notification.person.domain.PersonRight;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.secret.SecretBox;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PersonStore {

  /** A secret as the database has it, sealed or not yet. */
  record KeptSecret(UUID methodId, String kept) {}

  private final Sql sql;
  private final SecretBox box;

  PersonStore(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  Optional<Person> find(String id) {
    return PersonEntity.<PersonEntity>findByIdOptional(id).map(PersonEntity::person);
  }

  Optional<Person> lock(String id) {
    return PersonEntity.<PersonEntity>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .map(PersonEntity::person);
  }

  /** In id order, so that two who lock several people never wait for each other. */
  void lockAll(Collection<String> ids) {
    ids.stream().sorted().distinct().forEach(this::lock);
  }

  void insert(Person person, Instant now) {
    PersonEntity entity = new PersonEntity();
    entity.id = person.id();
    entity.name = person.name();
    entity.version = person.version();
    entity.createdAt = now;
    entity.updatedAt = now;
    entity.persistAndFlush();
  }

  void update(Person person, Instant now) {
    PersonEntity entity = PersonEntity.findById(person.id());
    entity.name = person.name();
    entity.version = person.version();
    entity.updatedAt = now;
    entity.flush();
  }

  /** Those the asker may know of. */
  List<KnownPerson> page(Asker asker, PageRequest request) {
    String after = request.isFirst() ? "" : request.key(0);
    List<PersonEntity> people =
        PersonEntity.<PersonEntity>find(
                "id > ?1 and (?2 = true or id = ?3)",
                Sort.by("id"),
                after,
                PersonRight.ofAll(asker),
                asker.person() ? asker.id() : "")
            .page(0, request.size() + 1)
            .list();
    Map<String, List<KnownMethod>> methods =
        methods(people.stream().map(person -> person.id).toList());
    return people.stream()
        .map(row -> new KnownPerson(row.person(), methods.getOrDefault(row.id, List.of())))
        .toList();
  }

  Map<String, List<KnownMethod>> methods(Collection<String> people) {
    return ContactMethodEntity.<ContactMethodEntity>find(
            "personId in ?1 and status <> ?2", Sort.by("id"), people, REMOVED)
        .stream()
        .map(ContactMethodEntity::method)
        .collect(Collectors.groupingBy(KnownMethod::personId));
  }

  /** Read for each notice, so by one plain statement. */
  Map<String, Reach> reach(Collection<String> ids) {
    return sql
        .list(
            """
            select p.id as person_id, p.name, m.id, m.kind, m.address, m.urgency from people p
            left join contact_methods m on m.person_id = p.id and m.status = 'ACTIVE'
            where p.id = any(?) order by p.id, m.id
            """,
            PersonStore::reach,
            ids)
        .stream()
        .collect(Collectors.toMap(Reach::personId, Function.identity(), PersonStore::together));
  }

  /** Whoever can be reached under an e-mail address; the earliest where there are several. */
  Optional<String> personOfEmail(String address) {
    return sql
        .list(
            """
            select person_id from contact_methods
            where kind = 'EMAIL' and status = 'ACTIVE' and lower(address) = lower(?) order by id limit 1
            """,
            row -> row.text("person_id"),
            address)
        .stream()
        .findFirst();
  }

  void insert(KnownMethod method, @Nullable Secret secret) {
    ContactMethodEntity entity = new ContactMethodEntity();
    entity.id = method.id();
    entity.personId = method.personId();
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

  /** In id order; what another replica is sealing is left to it. */
  List<KeptSecret> lockSecretsNotBeginning(String prefix, UUID after, int limit) {
    return sql.list(
        """
        select id, secret from contact_methods
        where secret is not null and not starts_with(secret, ?) and id > ?
        order by id limit ? for update skip locked
        """,
        row -> new KeptSecret(row.uuid("id"), row.text("secret")),
        prefix,
        after,
        limit);
  }

  void keepSecret(UUID methodId, String sealed) {
    sql.update("update contact_methods set secret = ? where id = ?", sealed, methodId);
  }

  /** False where it was not active any more. */
  boolean leave(UUID methodId, MethodStatus status, String reason, Instant now) {
    ContactMethodEntity entity =
        ContactMethodEntity.findById(methodId, LockModeType.PESSIMISTIC_WRITE);
    if (entity == null || entity.status == REMOVED || entity.status == status) {
      return false;
    }
    entity.leave(status, reason, now);
    entity.flush();
    return true;
  }

  private static Reach reach(Row row) throws SQLException {
    UUID methodId = row.nullableUuid("id");
    List<ContactMethod> methods =
        methodId == null
            ? List.of()
            : List.of(
                new ContactMethod(
                    methodId,
                    row.constant("kind", ChannelKind.class),
                    row.text("address"),
                    row.constant("urgency", Urgency.class)));
    return new Reach(row.text("person_id"), row.text("name"), methods);
  }

  private static Reach together(Reach one, Reach other) {
    return new Reach(
        one.personId(),
        one.name(),
        Stream.concat(one.methods().stream(), other.methods().stream()).toList());
  }
}
