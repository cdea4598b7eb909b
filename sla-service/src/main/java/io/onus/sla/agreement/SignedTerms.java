package io.onus.sla.agreement;

import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Parties;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What one agreement says at an instant, for those who already know its id. */
@ApplicationScoped
public class SignedTerms {

  private final Sql sql;
  private final AgreementService agreements;

  public SignedTerms(Sql sql, AgreementService agreements) {
    this.sql = sql;
    this.agreements = agreements;
  }

  /** The signed version that holds at an instant; of one that has ended, the last. */
  public Optional<BoundTerms> inForce(UUID agreementId, Instant at) {
    return sql.one(
            """
            select number from agreement_versions where agreement_id = ? and in_force_from <= ?
            order by in_force_from desc, number desc limit 1
            """,
            row -> row.integer("number"),
            agreementId,
            at)
        .map(number -> agreements.bound(agreementId, number));
  }

  public Parties parties(UUID agreementId) {
    return sql.one(
            "select requester, provider, service from agreements where id = ?",
            row ->
                new Parties(
                    row.text("requester"), row.text("provider"), row.nullableText("service")),
            agreementId)
        .orElseThrow();
  }
}
