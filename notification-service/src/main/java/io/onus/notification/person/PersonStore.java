package io.onus.notification.person;

import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.domain.ContactMethod;
import io.onus.notification.person.domain.Person;
import io.onus.notification.person.domain.PersonRight;
import io.onus.notification.person.domain.Reach;
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

  private final Sql sql;

  PersonStore(Sql sql) {
    this.sql = sql;
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
  List<Person> page(Asker asker, @Nullable Boolean reachable, PageRequest request) {
    return sql.list(
        """
        select id, name, version from people p
        where id > ? and (? or id = ?)
          and (?::boolean is null or ? = exists (
            select 1 from contact_methods m where m.person_id = p.id and m.status = 'ACTIVE'))
        order by id limit ?
        """,
        row -> new Person(row.text("id"), row.text("name"), row.number("version")),
        request.isFirst() ? "" : request.key(0),
        PersonRight.ofAll(asker),
        asker.person() ? asker.id() : "",
        reachable,
        reachable,
        request.size() + 1);
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
