package io.onus.sla.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Negotiation;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agreements, their signed versions, and the house terms. */
@ApplicationScoped
public class AgreementStore {

  /** An agreement as it is kept. */
  public record StoredAgreement(
      UUID id,
      Negotiation state,
      @Nullable String note,
      int version,
      @Nullable Integer currentNumber,
      @Nullable Instant inForceFrom,
      Instant createdAt,
      Instant updatedAt) {}

  /** The offer on the table, as the column holds it. */
  record Offer(Terms terms, Signature by, @Nullable String note) {}

  /** The agreements somebody may see; takes {@code all} and twice the departments. */
  private static final String IN_SIGHT =
      " (? or a.requester = any (?::text[]) or a.provider = any (?::text[])) ";

  private static final String SELECT =
      """
      select a.id, a.requester, a.provider, a.service, a.status, a.version, a.proposed,
        a.current_number, a.created_at, a.updated_at,
        v.terms, v.offered, v.accepted, v.in_force_from
      from agreements a
      left join agreement_versions v on v.agreement_id = a.id and v.number = a.current_number
      """;

  private final Sql sql;
  private final ObjectMapper mapper;

  public AgreementStore(Sql sql, ObjectMapper mapper) {
    this.sql = sql;
    this.mapper = mapper;
  }

  public Optional<StoredAgreement> find(UUID id, Sight sight) {
    return sql.one(
        SELECT + "where a.id = ? and" + IN_SIGHT,
        this::read,
        id,
        sight.all(),
        sight.departments(),
        sight.departments());
  }

  public Optional<StoredAgreement> lock(UUID id, Sight sight) {
    return sql.one(
        SELECT + "where a.id = ? and" + IN_SIGHT + "for update of a",
        this::read,
        id,
        sight.all(),
        sight.departments(),
        sight.departments());
  }

  public Page<StoredAgreement> list(
      @Nullable String requester,
      @Nullable String provider,
      @Nullable String service,
      @Nullable String status,
      Sight sight,
      PageRequest page) {
    UUID after = page.isFirst() ? null : page.idKey(0);
    List<StoredAgreement> rows =
        sql.list(
            SELECT
                + """
                where (?::text is null or a.requester = ?) and (?::text is null or a.provider = ?)
                  and (?::text is null or a.service = ?) and (?::text is null or a.status = ?)
                  and (?::uuid is null or a.id > ?::uuid) and
                """
                + IN_SIGHT
                + "order by a.id limit ?",
            this::read,
            requester,
            requester,
            provider,
            provider,
            service,
            service,
            status,
            status,
            after,
            after,
            sight.all(),
            sight.departments(),
            sight.departments(),
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(row.id().toString()));
  }

  public Optional<UUID> signedFor(Parties parties) {
    return sql.one(
        """
        select id from agreements
        where requester = ? and provider = ? and coalesce(service, '') = coalesce(?::text, '')
          and status = 'SIGNED'
        """,
        row -> row.uuid("id"),
        parties.requester(),
        parties.provider(),
        parties.service());
  }

  public void insert(UUID id, Negotiation.Proposed state, @Nullable String note, Instant now) {
    sql.update(
        """
        insert into agreements
          (id, requester, provider, service, status, version, proposed, created_at, updated_at)
        values (?, ?, ?, ?, 'PROPOSED', 1, ?, ?, ?)
        """,
        id,
        state.parties().requester(),
        state.parties().provider(),
        state.parties().service(),
        json(new Offer(state.terms(), state.by(), note)),
        now,
        now);
  }

  /** Puts terms for the next version on the table. */
  public void propose(UUID id, Negotiation.Proposed state, @Nullable String note, Instant now) {
    sql.update(
        "update agreements set proposed = ?, version = version + 1, updated_at = ? where id = ?",
        json(new Offer(state.terms(), state.by(), note)),
        now,
        id);
  }

  /** Until the current transaction ends, nobody else signs for the same two and service. */
  public void lockPair(Parties parties) {
    String service = parties.service() == null ? "" : parties.service();
    sql.list(
        "select pg_advisory_xact_lock(hashtextextended(?::text, 7104))",
        row -> 1,
        parties.requester() + "/" + parties.provider() + "/" + service);
  }

  public void sign(
      UUID id, Negotiation.Signed state, int number, Instant inForceFrom, Instant now) {
    sql.update(
        """
        insert into agreement_versions
          (agreement_id, number, terms, offered, accepted, signed_at, in_force_from)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        number,
        json(state.terms()),
        json(state.offered()),
        json(state.accepted()),
        state.accepted().at(),
        inForceFrom);
    sql.update(
        """
        update agreements
        set status = 'SIGNED', proposed = null, current_number = ?, version = version + 1,
          updated_at = ?
        where id = ?
        """,
        number,
        now,
        id);
  }

  /**
   * The signed terms in force at an instant: those for the service before those for all services.
   *
   * @param reachesBack for imported facts: terms hold from their validFrom, whenever they were
   *     signed
   */
  public Optional<BoundTerms> inForce(Parties parties, Instant at, boolean reachesBack) {
    return sql.one(
        """
        select v.agreement_id, v.number, v.terms
        from agreement_versions v join agreements a on a.id = v.agreement_id
        where a.requester = ? and a.provider = ? and (a.service is null or a.service = ?)
          and v.in_force_from <= ? and (? or v.signed_at <= ?)
        order by a.service nulls last, v.in_force_from desc, v.number desc
        limit 1
        """,
        row ->
            new BoundTerms(
                row.uuid("agreement_id"), row.integer("number"), terms(row.text("terms"))),
        parties.requester(),
        parties.provider(),
        parties.service(),
        at,
        reachesBack,
        at);
  }

  public Optional<Terms> termsOf(UUID agreementId, int number) {
    return sql.one(
        "select terms from agreement_versions where agreement_id = ? and number = ?",
        row -> terms(row.text("terms")),
        agreementId,
        number);
  }

  /** The house terms in force at an instant; before the first, the first. */
  public BoundTerms houseTermsAt(Instant at) {
    return sql.one(
            """
            select version, terms from house_terms
            order by (in_force_from <= ?) desc,
              case when in_force_from <= ? then in_force_from end desc, in_force_from
            limit 1
            """,
            row -> new BoundTerms(null, row.integer("version"), terms(row.text("terms"))),
            at,
            at)
        .orElseThrow(() -> new IllegalStateException("house terms exist from the install on"));
  }

  public Terms houseTerms(int version) {
    return sql.one(
            "select terms from house_terms where version = ?",
            row -> terms(row.text("terms")),
            version)
        .orElseThrow(() -> new IllegalStateException("no house terms " + version));
  }

  /** Serialises changes of the house terms. */
  public BoundTerms lockHouseTerms() {
    sql.list("select pg_advisory_xact_lock(7103)", row -> 1);
    return sql.one(
            "select version, terms from house_terms order by version desc limit 1",
            row -> new BoundTerms(null, row.integer("version"), terms(row.text("terms"))))
        .orElseThrow();
  }

  public void insertHouseTerms(int version, Terms terms, String by, Instant now) {
    sql.update(
        "insert into house_terms (version, terms, in_force_from, set_by) values (?, ?, ?, ?)",
        version,
        json(terms),
        now,
        by);
  }

  private StoredAgreement read(Row row) throws SQLException {
    Parties parties =
        new Parties(row.text("requester"), row.text("provider"), row.nullableText("service"));
    String proposed = row.nullableText("proposed");
    Offer offer = proposed == null ? null : read(proposed, Offer.class);
    Negotiation state =
        offer != null
            ? new Negotiation.Proposed(parties, offer.terms(), offer.by())
            : new Negotiation.Signed(
                parties,
                terms(row.text("terms")),
                read(row.text("offered"), Signature.class),
                read(row.text("accepted"), Signature.class));
    return new StoredAgreement(
        row.uuid("id"),
        state,
        offer == null ? null : offer.note(),
        row.integer("version"),
        row.nullableInteger("current_number"),
        row.nullableInstant("in_force_from"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }

  private Terms terms(String json) {
    return read(json, Terms.class);
  }

  private <T> T read(String json, Class<T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored " + type.getSimpleName() + " cannot be read", e);
    }
  }

  private Sql.Json json(Object value) {
    try {
      return new Sql.Json(mapper.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written", e);
    }
  }
}
