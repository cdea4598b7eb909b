package io.onus.kit.audit;

import io.onus.kit.sql.Sql;
import io.onus.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The references people have in the trail. Warm ones come from memory; whoever relies on them has
 * the database check that they still stand, because a person may have been pseudonymised meanwhile.
 */
@ApplicationScoped
public class AuditPeople {

  private static final int REMEMBERED = 10_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private record Known(UUID ref, @Nullable String name) {}

  private final Sql sql;
  private final Transactions transactions;
  private final Map<AuditPerson.Key, Known> memory = new ConcurrentHashMap<>();

  public AuditPeople(Sql sql, Transactions transactions) {
    this.sql = sql;
    this.transactions = transactions;
  }

  /** The reference of each, made where there was none. In the current transaction. */
  Map<AuditPerson.Key, UUID> refs(Collection<AuditPerson> people) {
    Map<AuditPerson.Key, AuditPerson> wanted = new HashMap<>();
    people.forEach(
        person -> wanted.merge(person.key(), person, (a, b) -> a.name() == null ? b : a));
    Map<AuditPerson.Key, UUID> refs = new HashMap<>();
    // In one order everywhere, so that two transactions that meet the same people do not wait for
    // each other.
    wanted.values().stream()
        .sorted(Comparator.comparing(AuditPerson::kind).thenComparing(AuditPerson::id))
        .forEach(person -> refs.put(person.key(), ref(person)));
    return refs;
  }

  private UUID ref(AuditPerson person) {
    Known known = memory.get(person.key());
    if (known == null || isRenamed(person, known)) {
      Known stored = find(person).filter(found -> !isRenamed(person, found)).orElse(null);
      known = stored == null ? written(person) : stored;
      remember(person.key(), known);
    }
    return known.ref();
  }

  /** Without making one. */
  Optional<UUID> known(AuditPerson person) {
    Known known = memory.get(person.key());
    return known == null ? find(person).map(Known::ref) : Optional.of(known.ref());
  }

  void forget() {
    memory.clear();
  }

  private static boolean isRenamed(AuditPerson person, Known known) {
    return person.name() != null && !person.name().equals(known.name());
  }

  private Optional<Known> find(AuditPerson person) {
    return sql.one(
        """
        select ref, name from audit_people
        where kind = ? and person_id = ? and pseudonymised_at is null
        """,
        row -> new Known(row.uuid("ref"), row.nullableText("name")),
        person.kind(),
        person.id());
  }

  private Known written(AuditPerson person) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return sql.one(
            """
            insert into audit_people (ref, salt, kind, person_id, name) values (?, ?, ?, ?, ?)
            on conflict (kind, person_id) where pseudonymised_at is null
            do update set name = coalesce(excluded.name, audit_people.name)
            returning ref, name
            """,
            row -> new Known(row.uuid("ref"), row.nullableText("name")),
            fingerprint(salt, person.kind().name(), person.id()),
            salt,
            person.kind(),
            person.id(),
            person.name())
        .orElseThrow();
  }

  /** Only once it is committed: what is rolled back was never a reference. */
  private void remember(AuditPerson.Key key, Known known) {
    transactions.afterCommit(
        () -> {
          if (memory.size() >= REMEMBERED) {
            memory.clear();
          }
          memory.put(key, known);
        });
  }

  /**
   * Nobody can exchange whom a reference stands for without changing the reference; whoever lacks
   * the salt cannot try out ids against it.
   */
  static UUID fingerprint(byte[] salt, String kind, String personId) {
    ByteBuffer hash =
        ByteBuffer.wrap(
            AuditChain.sha256(salt, (kind + "\n" + personId).getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** People of these references, as far as they are known, for a reader. */
  Map<UUID, AuditPersonView> views(Collection<UUID> refs) {
    Map<UUID, AuditPersonView> views = new HashMap<>();
    sql.list(
            "select ref, kind, person_id, name from audit_people where ref = any (?)",
            row ->
                new AuditPersonView(
                    row.uuid("ref"),
                    row.nullableText("kind"),
                    row.nullableText("person_id"),
                    row.nullableText("name")),
            refs)
        .forEach(view -> views.put(view.ref(), view));
    return views;
  }

  List<UUID> refsOf(String personId) {
    return sql.list(
        "select ref from audit_people where person_id = ?", row -> row.uuid("ref"), personId);
  }

  /** From now on the references lead to a pseudonym. Answers those that were somebody's. */
  List<UUID> replace(String personId, String pseudonym, Instant now) {
    List<UUID> refs =
        sql.list(
            """
            update audit_people
            set person_id = ?, name = null, salt = null, pseudonymised_at = ?
            where person_id = ? and pseudonymised_at is null and kind <> 'SYSTEM'
            returning ref
            """,
            row -> row.uuid("ref"),
            pseudonym,
            now,
            personId);
    transactions.afterCommit(this::forget);
    return refs;
  }
}
