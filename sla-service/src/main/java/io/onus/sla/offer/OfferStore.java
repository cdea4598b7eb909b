package io.onus.sla.offer;

import io.onus.kit.caller.Caller;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.offer.domain.Offer;
import io.onus.sla.offer.domain.Publication;
import io.onus.sla.offer.domain.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Offers, their versions, and which agreements came from them. */
@ApplicationScoped
public class OfferStore {

  /**
   * An offer as it is kept.
   *
   * @param signedBy what published the current version: a person or a system
   */
  public record StoredOffer(
      UUID id,
      Offer state,
      Caller.Kind signedBy,
      int version,
      Instant createdAt,
      Instant updatedAt) {}

  private static final String SELECT =
      """
      select o.id, o.provider, o.service, o.status, o.version, o.withdrawn_at, o.withdrawn_by,
        o.created_at, o.updated_at, v.number, v.terms, v.signature, v.signed_by_kind, v.note
      from offers o join offer_versions v on v.offer_id = o.id and v.number = o.current_number
      """;

  private final Sql sql;
  private final JsonColumns json;

  public OfferStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  public Optional<StoredOffer> find(UUID id) {
    return sql.one(SELECT + " where o.id = ?", this::read, id);
  }

  public Optional<StoredOffer> lock(UUID id) {
    // The version is read after the lock: a join would show the one from before the wait.
    sql.list("select id from offers where id = ? for update", row -> row.uuid("id"), id);
    return find(id);
  }

  /** Until the current transaction ends, nobody else opens an offer for the same. */
  public void lockSubject(String provider, @Nullable String service) {
    sql.list(
        "select pg_advisory_xact_lock(hashtextextended(?::text, 7105))",
        row -> 1,
        provider + "/" + (service == null ? "" : service));
  }

  public Optional<UUID> openFor(String provider, @Nullable String service) {
    return sql.one(
        """
        select id from offers
        where provider = ? and coalesce(service, '') = coalesce(?::text, '') and status = 'OPEN'
        """,
        row -> row.uuid("id"),
        provider,
        service);
  }

  public Page<StoredOffer> list(
      @Nullable String provider,
      @Nullable String service,
      OfferView.@Nullable Status status,
      PageRequest page) {
    UUID after = page.isFirst() ? null : page.idKey(0);
    List<StoredOffer> rows =
        sql.list(
            SELECT
                + """
                where (?::text is null or o.provider = ?) and (?::text is null or o.service = ?)
                  and (?::text is null or o.status = ?) and (?::uuid is null or o.id > ?::uuid)
                order by o.id limit ?
                """,
            this::read,
            provider,
            provider,
            service,
            service,
            status,
            status,
            after,
            after,
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(row.id().toString()));
  }

  public Page<Publication> versions(UUID id, PageRequest page) {
    long after = page.isFirst() ? 0 : page.numberKey(0);
    List<Publication> rows =
        sql.list(
            """
            select number, terms, signature, note from offer_versions
            where offer_id = ? and number > ? order by number limit ?
            """,
            this::publication,
            id,
            after,
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(String.valueOf(row.number())));
  }

  public void insert(UUID id, Offer.Open offer, Caller.Kind signedBy, Instant now) {
    sql.update(
        """
        insert into offers
          (id, provider, service, status, version, current_number, created_at, updated_at)
        values (?, ?, ?, 'OPEN', 1, ?, ?, ?)
        """,
        id,
        offer.provider(),
        offer.service(),
        offer.current().number(),
        now,
        now);
    insertVersion(id, offer.current(), signedBy);
  }

  public void publish(UUID id, Publication publication, Caller.Kind signedBy, Instant now) {
    insertVersion(id, publication, signedBy);
    sql.update(
        """
        update offers set current_number = ?, version = version + 1, updated_at = ? where id = ?
        """,
        publication.number(),
        now,
        id);
  }

  public void withdraw(UUID id, Offer.Withdrawn offer, Instant now) {
    sql.update(
        """
        update offers
        set status = 'WITHDRAWN', withdrawn_at = ?, withdrawn_by = ?, version = version + 1,
          updated_at = ?
        where id = ?
        """,
        offer.at(),
        offer.by(),
        now,
        id);
  }

  public void insertAcceptance(
      UUID agreementId, int agreementNumber, UUID offerId, int offerNumber) {
    sql.update(
        """
        insert into offer_acceptances (agreement_id, agreement_number, offer_id, offer_number)
        values (?, ?, ?, ?)
        """,
        agreementId,
        agreementNumber,
        offerId,
        offerNumber);
  }

  /** Which publication a signed version came from; nothing if it was negotiated. */
  public Optional<Standing.Accepted> acceptance(UUID agreementId, int agreementNumber) {
    return sql.one(
        """
        select offer_id, offer_number from offer_acceptances
        where agreement_id = ? and agreement_number = ?
        """,
        row ->
            new Standing.Accepted(
                agreementId.toString(), row.text("offer_id"), row.integer("offer_number")),
        agreementId,
        agreementNumber);
  }

  /** Agreements that stand on terms of the provider's offers for the service. */
  public List<UUID> standing(String provider, @Nullable String service) {
    return sql.list(
        """
        select a.id from agreements a
        join offer_acceptances x on x.agreement_id = a.id and x.agreement_number = a.current_number
        where a.provider = ? and coalesce(a.service, '') = coalesce(?::text, '')
          and a.status in ('SIGNED', 'AMENDING')
        order by a.id
        """,
        row -> row.uuid("id"),
        provider,
        service);
  }

  /** Who stands on which version of an offer. */
  public record Acceptance(String department, UUID agreementId, int number, Instant signedAt) {}

  /**
   * @param all whether every department's is shown
   * @param departments else those of these, on either side
   */
  public Page<Acceptance> acceptances(
      UUID offerId, boolean all, Set<String> departments, PageRequest page) {
    UUID after = page.isFirst() ? null : page.idKey(0);
    List<Acceptance> rows =
        sql.list(
            """
            select a.requester, a.id, x.offer_number, v.signed_at
            from offer_acceptances x
            join agreements a on a.id = x.agreement_id and a.current_number = x.agreement_number
            join agreement_versions v on v.agreement_id = a.id and v.number = a.current_number
            where x.offer_id = ? and a.status in ('SIGNED', 'AMENDING')
              and (? or a.requester = any (?::text[]) or a.provider = any (?::text[]))
              and (?::uuid is null or a.id > ?::uuid)
            order by a.id limit ?
            """,
            row ->
                new Acceptance(
                    row.text("requester"),
                    row.uuid("id"),
                    row.integer("offer_number"),
                    row.instant("signed_at")),
            offerId,
            all,
            departments,
            departments,
            after,
            after,
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(row.agreementId().toString()));
  }

  private void insertVersion(UUID id, Publication publication, Caller.Kind signedBy) {
    sql.update(
        """
        insert into offer_versions (offer_id, number, terms, signature, signed_by_kind, note)
        values (?, ?, ?, ?, ?, ?)
        """,
        id,
        publication.number(),
        json.write(publication.terms()),
        json.write(publication.by()),
        signedBy,
        publication.note());
  }

  private StoredOffer read(Row row) throws SQLException {
    String id = row.text("id");
    String provider = row.text("provider");
    String service = row.nullableText("service");
    Publication current = publication(row);
    Offer state =
        switch (row.constant("status", OfferView.Status.class)) {
          case OPEN -> new Offer.Open(id, provider, service, current);
          case WITHDRAWN ->
              new Offer.Withdrawn(
                  id,
                  provider,
                  service,
                  current,
                  row.instant("withdrawn_at"),
                  row.text("withdrawn_by"));
        };
    return new StoredOffer(
        row.uuid("id"),
        state,
        row.constant("signed_by_kind", Caller.Kind.class),
        row.integer("version"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }

  private Publication publication(Row row) throws SQLException {
    return new Publication(
        row.integer("number"),
        json.read(row.text("terms"), Terms.class),
        json.read(row.text("signature"), Signature.class),
        row.nullableText("note"));
  }
}
