package io.onus.sla.agreement;

import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.Answer;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Negotiation;
import io.onus.sla.agreement.domain.NegotiationEvent;
import io.onus.sla.agreement.domain.Notice;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Review;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.SignedVersion;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.agreement.domain.TermsOffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agreements, the offers made for them, and their signed versions. */
@ApplicationScoped
public class AgreementStore {

  /**
   * An agreement as it is kept.
   *
   * @param current the version in force, or the first to be; null where nothing is signed
   * @param next the version that was signed last, where it is not in force yet and another is
   * @param inForce whether a request submitted now would be bound by it
   */
  public record StoredAgreement(
      UUID id,
      Negotiation state,
      @Nullable StoredVersion current,
      @Nullable StoredVersion next,
      boolean inForce,
      StoredReview review,
      int version,
      Instant createdAt,
      Instant updatedAt) {

    public Parties parties() {
      return state.parties();
    }

    /** The number of the version that was signed last; null where none was. */
    public @Nullable Integer lastNumber() {
      return state.lastSigned().map(SignedVersion::number).orElse(null);
    }
  }

  /** A signed version, and since when it holds. */
  public record StoredVersion(SignedVersion signed, Instant inForceFrom) {}

  /** An offer with what became of it; null while it is on the table. */
  public record StoredOffering(TermsOffer offer, @Nullable Answer answer) {}

  /**
   * When an agreement is looked at again.
   *
   * @param told whether that day has come and the sides were told
   * @param open what the leads have said since the last review was closed
   */
  public record StoredReview(@Nullable LocalDate on, boolean told, Review.@Nullable Open open) {}

  /** An agreement that stands in the way of another. */
  public record Standing(UUID id, Instant from, @Nullable Instant until) {}

  /** The agreements somebody may see; takes {@code all} and twice the departments. */
  static final String IN_SIGHT =
      " (? or a.requester = any (?::text[]) or a.provider = any (?::text[])) ";

  /** Takes the instant that counts as now, four times. */
  private static final String SELECT =
      """
      select a.id, a.requester, a.provider, a.service, a.status, a.version, a.offers, a.notice,
        a.created_at, a.updated_at, a.review_on, a.review_told,
        a.in_force_from <= ? and (a.ends_at is null or a.ends_at > ?) as in_force,
        o.number as offer_number, o.terms as offer_terms, o.signature, o.note, o.expires_at,
        o.answer, last.number as last_number, last.terms as last_terms,
        last.offered as last_offered, last.accepted as last_accepted,
        last.in_force_from as last_from, now_in.number, now_in.terms, now_in.offered,
        now_in.accepted, now_in.in_force_from, r.number as review_number, r.opinions
      from agreements a
      left join agreement_offers o on o.agreement_id = a.id and o.number = a.offers
      left join agreement_versions last
        on last.agreement_id = a.id and last.number = a.current_number
      left join lateral (select number, terms, offered, accepted, in_force_from
        from agreement_versions v where v.agreement_id = a.id
        order by (v.in_force_from <= ?) desc,
          case when v.in_force_from <= ? then v.number end desc, v.in_force_from, v.number desc
        limit 1) now_in on true
      left join agreement_reviews r on r.agreement_id = a.id and r.closed_at is null
      """;

  private final Sql sql;
  private final JsonColumns json;

  public AgreementStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  public Optional<StoredAgreement> find(UUID id, Sight sight, Instant now) {
    return sql.one(
        SELECT + "where a.id = ? and" + IN_SIGHT,
        this::read,
        now,
        now,
        now,
        now,
        id,
        sight.all(),
        sight.departments(),
        sight.departments());
  }

  public Optional<StoredAgreement> lock(UUID id, Sight sight, Instant now) {
    // It is read after the lock: a join would show the offers from before the wait.
    sql.list("select id from agreements where id = ? for update", row -> row.uuid("id"), id);
    return find(id, sight, now);
  }

  /** By either side, service, status, and the department whose answer is awaited. */
  public record Wanted(
      @Nullable String requester,
      @Nullable String provider,
      @Nullable String service,
      @Nullable String status,
      @Nullable String awaiting) {}

  public Page<StoredAgreement> list(Wanted wanted, Sight sight, PageRequest page, Instant now) {
    UUID after = page.isFirst() ? null : page.idKey(0);
    List<StoredAgreement> rows =
        sql.list(
            SELECT
                + """
                where (?::text is null or a.requester = ?) and (?::text is null or a.provider = ?)
                  and (?::text is null or a.service = ?) and (?::text is null or a.status = ?)
                  and (?::text is null or (a.status in ('PROPOSED', 'COUNTERED', 'AMENDING')
                    and case o.signature ->> 'side' when 'REQUESTER' then a.provider
                      else a.requester end = ?))
                  and (?::uuid is null or a.id > ?::uuid) and
                """
                + IN_SIGHT
                + "order by a.id limit ?",
            this::read,
            now,
            now,
            now,
            now,
            wanted.requester(),
            wanted.requester(),
            wanted.provider(),
            wanted.provider(),
            wanted.service(),
            wanted.service(),
            wanted.status(),
            wanted.status(),
            wanted.awaiting(),
            wanted.awaiting(),
            after,
            after,
            sight.all(),
            sight.departments(),
            sight.departments(),
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(row.id().toString()));
  }

  /** The agreement of these two for this service that was signed and not ended. */
  public Optional<UUID> signedFor(Parties parties) {
    return sql.one(
        """
        select id from agreements
        where requester = ? and provider = ? and coalesce(service, '') = coalesce(?::text, '')
          and status in ('SIGNED', 'AMENDING')
        """,
        row -> row.uuid("id"),
        parties.requester(),
        parties.provider(),
        parties.service());
  }

  /** Another agreement of the same two for the same service that holds at or after an instant. */
  public Optional<Standing> standing(Parties parties, Instant from, UUID but) {
    return sql.one(
        """
        select id, in_force_from, ends_at from agreements
        where requester = ? and provider = ? and coalesce(service, '') = coalesce(?::text, '')
          and id <> ? and in_force_from is not null
          and (ends_at is null or (ends_at > ? and ends_at > in_force_from))
        order by in_force_from limit 1
        """,
        row ->
            new Standing(
                row.uuid("id"), row.instant("in_force_from"), row.nullableInstant("ends_at")),
        parties.requester(),
        parties.provider(),
        parties.service(),
        but,
        from);
  }

  /** A row for a negotiation that begins; {@link #save} says where it stands. */
  public void insert(UUID id, Parties parties, int version, Instant now) {
    sql.update(
        """
        insert into agreements
          (id, requester, provider, service, status, version, created_at, updated_at)
        values (?, ?, ?, ?, 'PROPOSED', ?, ?, ?)
        """,
        id,
        parties.requester(),
        parties.provider(),
        parties.service(),
        version,
        now,
        now);
  }

  /** When a version holds, and when its review is. */
  public record Validity(Instant inForceFrom, @Nullable Instant reviewDueAt) {}

  /**
   * Stores where a negotiation stands, and what led there.
   *
   * @param validity of the version that was signed, if one was
   */
  public void save(
      UUID id,
      Negotiation state,
      List<NegotiationEvent> events,
      @Nullable Validity validity,
      Instant now) {
    for (NegotiationEvent event : events) {
      switch (event) {
        case NegotiationEvent.OfferMade(var offer, var counter) -> insert(id, offer, null);
        case NegotiationEvent.OfferTaken(var offer, var answer) -> insert(id, offer, answer);
        case NegotiationEvent.OfferAnswered(var offer, var answer) ->
            sql.update(
                "update agreement_offers set answer = ? where agreement_id = ? and number = ?",
                json.write(answer),
                id,
                offer.number());
        case NegotiationEvent.VersionSigned(var version) -> sign(id, version, validity, now);
        case NegotiationEvent.NoticeGiven(var notice) ->
            sql.update(
                "update agreements set notice = ?, ends_at = ?, review_due_at = null where id = ?",
                json.write(notice),
                notice.endsAt(),
                id);
      }
    }
    sql.update(
        """
        update agreements set status = ?, open_until = ?, version = version + 1, updated_at = ?,
          offers = (select count(*) from agreement_offers o where o.agreement_id = agreements.id)
        where id = ?
        """,
        AgreementStatus.of(state),
        state.onTheTable().map(TermsOffer::expiresAt).orElse(null),
        now,
        id);
  }

  private void insert(UUID id, TermsOffer offer, @Nullable Answer answer) {
    sql.update(
        """
        insert into agreement_offers
          (agreement_id, number, terms, signature, note, expires_at, answer)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        offer.number(),
        json.write(offer.terms()),
        json.write(offer.by()),
        offer.note(),
        offer.expiresAt(),
        answer == null ? null : json.write(answer));
  }

  private void sign(UUID id, SignedVersion version, @Nullable Validity validity, Instant now) {
    if (validity == null) {
      throw new IllegalStateException("a signed version holds from somewhen on");
    }
    sql.update(
        """
        insert into agreement_versions
          (agreement_id, number, terms, offered, accepted, signed_at, in_force_from)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        version.number(),
        json.write(version.terms()),
        json.write(version.offered()),
        json.write(version.accepted()),
        version.accepted().at(),
        validity.inForceFrom());
    sql.update(
        """
        update agreements set current_number = ?, in_force_from = least(in_force_from, ?),
          review_on = ?, review_due_at = ?, review_told = false
        where id = ?
        """,
        version.number(),
        validity.inForceFrom(),
        version.terms().reviewOn(),
        validity.reviewDueAt(),
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

  /** Agreements with an offer that has expired or a review that is due, the earliest first. */
  public List<UUID> due(Instant now, int most) {
    return sql.list(
        "select id from agreements where next_at <= ? order by next_at, id limit ?",
        row -> row.uuid("id"),
        now,
        most);
  }

  public Page<StoredVersion> versions(UUID id, PageRequest page) {
    long after = page.isFirst() ? 0 : page.numberKey(0);
    List<StoredVersion> rows =
        sql.list(
            """
            select number, terms, offered, accepted, in_force_from from agreement_versions
            where agreement_id = ? and number > ? order by number limit ?
            """,
            this::version,
            id,
            after,
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(String.valueOf(row.signed().number())));
  }

  public Optional<StoredVersion> version(UUID id, int number) {
    return sql.one(
        """
        select number, terms, offered, accepted, in_force_from from agreement_versions
        where agreement_id = ? and number = ?
        """,
        this::version,
        id,
        number);
  }

  public Page<StoredOffering> offers(UUID id, PageRequest page) {
    long after = page.isFirst() ? 0 : page.numberKey(0);
    List<StoredOffering> rows =
        sql.list(
            """
            select number as offer_number, terms as offer_terms, signature, note, expires_at, answer
            from agreement_offers where agreement_id = ? and number > ? order by number limit ?
            """,
            row -> new StoredOffering(offer(row), answer(row)),
            id,
            after,
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(String.valueOf(row.offer().number())));
  }

  public Optional<TermsOffer> offer(UUID id, int number) {
    return sql.one(
        """
        select number as offer_number, terms as offer_terms, signature, note, expires_at
        from agreement_offers where agreement_id = ? and number = ?
        """,
        this::offer,
        id,
        number);
  }

  /**
   * The signed terms in force at an instant: those for the service before those for all services,
   * and of an agreement the version that was signed last among those that hold.
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
          and (a.ends_at is null or a.ends_at > ?)
        order by a.service nulls last, v.number desc
        limit 1
        """,
        row ->
            new BoundTerms(
                row.uuid("agreement_id"),
                row.integer("number"),
                json.read(row.text("terms"), Terms.class)),
        parties.requester(),
        parties.provider(),
        parties.service(),
        at,
        reachesBack,
        at,
        at);
  }

  public Optional<Terms> termsOf(UUID agreementId, int number) {
    return version(agreementId, number).map(version -> version.signed().terms());
  }

  private StoredAgreement read(Row row) throws SQLException {
    StoredVersion last = row.nullableInteger("last_number") == null ? null : last(row);
    StoredVersion current = row.nullableInteger("number") == null ? null : version(row);
    boolean another =
        last != null && current != null && last.signed().number() > current.signed().number();
    return new StoredAgreement(
        row.uuid("id"),
        state(row, last),
        current,
        another ? last : null,
        row.flag("in_force"),
        new StoredReview(row.nullableDate("review_on"), row.flag("review_told"), openReview(row)),
        row.integer("version"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }

  private Negotiation state(Row row, @Nullable StoredVersion last) throws SQLException {
    Parties parties =
        new Parties(row.text("requester"), row.text("provider"), row.nullableText("service"));
    AgreementStatus status = row.constant("status", AgreementStatus.class);
    return switch (status) {
      case PROPOSED -> new Negotiation.Proposed(parties, offer(row));
      case COUNTERED -> new Negotiation.Countered(parties, offer(row));
      case SIGNED -> new Negotiation.Signed(parties, signed(last), row.integer("offers"));
      case AMENDING -> new Negotiation.Amending(parties, signed(last), offer(row));
      case DECLINED -> new Negotiation.Declined(parties, offer(row), answered(row));
      case WITHDRAWN -> new Negotiation.Withdrawn(parties, offer(row), answered(row));
      case EXPIRED -> new Negotiation.Expired(parties, offer(row), answered(row));
      case ENDED ->
          new Negotiation.Ended(parties, signed(last), json.read(row.text("notice"), Notice.class));
    };
  }

  private static SignedVersion signed(@Nullable StoredVersion last) {
    if (last == null) {
      throw new IllegalStateException("a signed agreement has a version");
    }
    return last.signed();
  }

  private Review.@Nullable Open openReview(Row row) throws SQLException {
    return row.nullableInteger("review_number") == null
        ? null
        : new Review.Open(
            row.integer("review_number"), json.read(row.text("opinions"), Opinions.class).bySide());
  }

  /** The opinions of a review, as the column holds them. */
  record Opinions(Review.@Nullable Opinion requester, Review.@Nullable Opinion provider) {

    static Opinions of(Map<Side, Review.Opinion> opinions) {
      return new Opinions(opinions.get(Side.REQUESTER), opinions.get(Side.PROVIDER));
    }

    Map<Side, Review.Opinion> bySide() {
      Map<Side, Review.Opinion> bySide = new EnumMap<>(Side.class);
      if (requester != null) {
        bySide.put(Side.REQUESTER, requester);
      }
      if (provider != null) {
        bySide.put(Side.PROVIDER, provider);
      }
      return bySide;
    }
  }

  private TermsOffer offer(Row row) throws SQLException {
    return new TermsOffer(
        row.integer("offer_number"),
        json.read(row.text("offer_terms"), Terms.class),
        json.read(row.text("signature"), Signature.class),
        row.nullableText("note"),
        row.nullableInstant("expires_at"));
  }

  private @Nullable Answer answer(Row row) throws SQLException {
    String answer = row.nullableText("answer");
    return answer == null ? null : json.read(answer, Answer.class);
  }

  private Answer answered(Row row) throws SQLException {
    return json.read(row.text("answer"), Answer.class);
  }

  private StoredVersion last(Row row) throws SQLException {
    return new StoredVersion(
        new SignedVersion(
            row.integer("last_number"),
            json.read(row.text("last_terms"), Terms.class),
            json.read(row.text("last_offered"), Signature.class),
            json.read(row.text("last_accepted"), Signature.class)),
        row.instant("last_from"));
  }

  private StoredVersion version(Row row) throws SQLException {
    return new StoredVersion(
        new SignedVersion(
            row.integer("number"),
            json.read(row.text("terms"), Terms.class),
            json.read(row.text("offered"), Signature.class),
            json.read(row.text("accepted"), Signature.class)),
        row.instant("in_force_from"));
  }
}
