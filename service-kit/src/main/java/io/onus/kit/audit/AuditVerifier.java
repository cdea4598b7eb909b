package io.onus.kit.audit;

import io.onus.kit.audit.Verification.Break;
import io.onus.kit.audit.Verification.What;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Walks the seals and recomputes them, a page at a time and up to a limit, and looks for entries
 * that have no seal and for references that stand for somebody else.
 */
@ApplicationScoped
public class AuditVerifier {

  static final Duration SEALED_WITHIN = Duration.ofMinutes(1);

  private static final int PAGE = 1000;

  private record Seal(long seq, long entryId, byte[] hash, @Nullable String canonical) {
    static Seal of(Row row) throws SQLException {
      return new Seal(
          row.number("seq"),
          row.number("entry_id"),
          row.bytes("hash"),
          row.nullableText("canonical"));
    }
  }

  private record Person(
      UUID ref, byte @Nullable [] salt, String kind, String personId, boolean recorded) {}

  private record Walked(long entries, long to, Optional<Break> found) {}

  private final Sql sql;
  private final WallClock clock;
  private final String service;
  private final long most;

  public AuditVerifier(
      Sql sql,
      WallClock clock,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "onus.audit.verify-most", defaultValue = "1000000") long most) {
    this.sql = sql;
    this.clock = clock;
    this.service = service;
    this.most = most;
  }

  /**
   * @param from the first seal to look at; the one before it is believed
   * @param noted a head somebody wrote down earlier
   */
  Verification verify(long from, Verification.@Nullable Head noted) {
    Optional<Verification.Head> head = head();
    Walked walked = walk(from);
    Optional<Break> found =
        Stream.<Supplier<Optional<Break>>>of(
                walked::found,
                () -> noted == null ? Optional.empty() : compared(noted),
                () -> unsealed(from),
                this::exchanged)
            .map(Supplier::get)
            .flatMap(Optional::stream)
            .findFirst();
    return new Verification(
        found.isEmpty(),
        service,
        walked.entries(),
        from,
        walked.to(),
        walked.to() >= head.map(Verification.Head::seq).orElse(0L),
        head.orElse(null),
        found.orElse(null));
  }

  Optional<Verification.Head> head() {
    return sql.one(
        "select seq, hash from audit_seals order by seq desc limit 1",
        row -> new Verification.Head(row.number("seq"), hex(row.bytes("hash"))));
  }

  private Walked walk(long from) {
    long last = from - 1;
    long entries = 0;
    byte[] previous = AuditChain.start();
    if (from > 1) {
      Optional<byte[]> before =
          sql.one("select hash from audit_seals where seq = ?", row -> row.bytes("hash"), last);
      if (before.isEmpty()) {
        return new Walked(0, 0, Optional.of(Break.at(last, null, What.SEAL_MISSING)));
      }
      previous = before.get();
    }
    while (entries < most) {
      List<Seal> page = page(last, (int) Math.min(PAGE, most - entries));
      for (Seal seal : page) {
        Optional<Break> found = judged(seal, last + 1, previous);
        if (found.isPresent()) {
          return new Walked(entries, last, found);
        }
        previous = seal.hash();
        last = seal.seq();
        entries++;
      }
      if (page.size() < PAGE) {
        break;
      }
    }
    return new Walked(entries, entries == 0 ? 0 : last, Optional.empty());
  }

  private static Optional<Break> judged(Seal seal, long expected, byte[] previous) {
    if (seal.seq() != expected) {
      return Optional.of(Break.at(expected, null, What.SEAL_MISSING));
    }
    if (seal.canonical() == null) {
      return Optional.of(Break.at(seal.seq(), seal.entryId(), What.ENTRY_REMOVED));
    }
    return Arrays.equals(seal.hash(), AuditChain.next(previous, seal.canonical()))
        ? Optional.empty()
        : Optional.of(Break.at(seal.seq(), seal.entryId(), What.ENTRY_EDITED));
  }

  private List<Seal> page(long after, int limit) {
    return sql.list(
        "select s.seq, s.entry_id, s.hash, case when e.id is not null then "
            + AuditChain.CANONICAL
            + " end as canonical from audit_seals s left join audit_entries e on e.id = s.entry_id"
            + " where s.seq > ? order by s.seq limit ?",
        Seal::of,
        after,
        limit);
  }

  private Optional<Break> compared(Verification.Head noted) {
    Optional<String> now =
        sql.one(
            "select hash from audit_seals where seq = ?",
            row -> hex(row.bytes("hash")),
            noted.seq());
    if (now.isEmpty()) {
      return Optional.of(Break.at(noted.seq(), null, What.SEAL_MISSING));
    }
    return now.get().equals(noted.hash())
        ? Optional.empty()
        : Optional.of(Break.at(noted.seq(), null, What.HEAD_DIFFERS));
  }

  /** Looks back no further than the walk does; what waits for its seal is looked at in any case. */
  private Optional<Break> unsealed(long from) {
    Instant latest = clock.now().minus(SEALED_WITHIN);
    Instant earliest =
        from == 1
            ? Instant.EPOCH
            : sql.one(
                    """
                    select e.at from audit_seals s join audit_entries e on e.id = s.entry_id
                    where s.seq = ?
                    """,
                    row -> row.instant("at"),
                    from - 1)
                .orElse(Instant.EPOCH);
    return sql.one(
            """
            select e.id from audit_entries e
            where e.at < ? and (e.at >= ? or exists (
                select 1 from audit_unsealed u where u.entry_id = e.id))
              and not exists (select 1 from audit_seals s where s.entry_id = e.id)
            order by e.at, e.id limit 1
            """,
            row -> new Break(null, row.number("id"), What.UNSEALED, null),
            latest,
            earliest)
        .or(
            () ->
                sql.one(
                    """
                    select u.entry_id as id from audit_unsealed u
                    where not exists (select 1 from audit_entries e where e.id = u.entry_id)
                    order by u.entry_id limit 1
                    """,
                    row -> new Break(null, row.number("id"), What.ENTRY_REMOVED, null)));
  }

  /** A reference is the fingerprint of its person; one without a person must say since when. */
  private Optional<Break> exchanged() {
    UUID last = new UUID(0, 0);
    while (true) {
      List<Person> page =
          sql.list(
              """
              select p.ref, p.salt, p.kind, p.person_id,
                exists (select 1 from audit_entries e
                  where e.subject_id = p.ref::text and e.action = 'person.pseudonymised') as recorded
              from audit_people p where p.ref > ? order by p.ref limit ?
              """,
              row ->
                  new Person(
                      row.uuid("ref"),
                      row.nullableBytes("salt"),
                      row.text("kind"),
                      row.text("person_id"),
                      row.flag("recorded")),
              last,
              PAGE);
      for (Person person : page) {
        if (!stands(person)) {
          return Optional.of(new Break(null, null, What.PERSON_EDITED, person.ref().toString()));
        }
      }
      if (page.size() < PAGE) {
        return Optional.empty();
      }
      last = page.getLast().ref();
    }
  }

  private static boolean stands(Person person) {
    return person.salt() == null
        ? person.recorded()
        : AuditPeople.fingerprint(person.salt(), person.kind(), person.personId())
            .equals(person.ref());
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
