package io.onus.sla.agreement;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.sla.agreement.AgreementService.Offered;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What a lead puts forward, with everything filled in that was left out. */
@ApplicationScoped
public class OfferedTerms {

  /** An offer nobody answers for longer than this is forgotten rather than considered. */
  static final Duration LONGEST = Duration.ofDays(366);

  private final TermsTemplates templates;
  private final WallClock clock;
  private final Duration openFor;

  public OfferedTerms(
      TermsTemplates templates,
      WallClock clock,
      @ConfigProperty(name = "onus.agreement.offer-open-for") Duration openFor) {
    this.templates = templates;
    this.clock = clock;
    this.openFor = openFor;
  }

  Offered of(
      @Nullable TermsForm terms,
      @Nullable String template,
      @Nullable String note,
      @Nullable Instant expiresAt) {
    Instant now = clock.now();
    if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
      throw Problem.malformed(
          "expiresAt is until when the offer can be taken: after now, and within a year.",
          new Violation("expiresAt", "must be after now, and within a year"));
    }
    return new Offered(
        templates.chosen(terms, template), note, expiresAt == null ? now.plus(openFor) : expiresAt);
  }
}
