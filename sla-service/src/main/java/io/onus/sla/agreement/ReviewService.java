package io.onus.sla.agreement;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.decide.Refusal;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.domain.NegotiationRefusal;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Review;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.TermsOffer;
import io.onus.sla.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looking at an agreement again: when its day comes, and what both leads make of it. */
@ApplicationScoped
public class ReviewService {

  private static final Logger LOG = Logger.getLogger(ReviewService.class);

  private final AgreementStore agreements;
  private final ReviewStore store;
  private final NegotiationRecord record;
  private final DirectoryService directory;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  public ReviewService(
      AgreementStore agreements,
      ReviewStore store,
      NegotiationRecord record,
      DirectoryService directory,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.agreements = agreements;
    this.store = store;
    this.record = record;
    this.directory = directory;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  StoredAgreement say(
      UUID id,
      Review.Conclusion outcome,
      @Nullable String note,
      @Nullable LocalDate nextOn,
      @Nullable String ifMatch,
      Caller caller) {
    return transactions.call(
        () -> {
          Instant now = clock.now();
          StoredAgreement agreement =
              agreements
                  .lock(id, Sight.of(caller), now)
                  .orElseThrow(() -> Problem.notFound("agreement", id));
          Review.Open open = store.open(id);
          Side side = side(agreement, open, caller);
          ETags.check(
              ifMatch, agreement.version(), Map.of("agreement", AgreementView.of(agreement)));
          requireSigned(agreement);
          requireLater(nextOn, agreement.parties(), now);
          Review.Opinion opinion = new Review.Opinion(outcome, caller.id(), now, note, nextOn);
          store(agreement, open.with(side, opinion), side, opinion, caller);
          store.touch(id, now);
          return agreements.find(id, Sight.ALL, now).orElseThrow();
        });
  }

  Page<Review> list(UUID id, PageRequest page) {
    return store.list(id, page);
  }

  /** The review's day has come, if it has. */
  void remind(UUID id) {
    transactions.run(
        () -> {
          Instant now = clock.now();
          StoredAgreement agreement = agreements.lock(id, Sight.ALL, now).orElseThrow();
          Optional<Instant> dueAt = store.dueAt(id).filter(at -> !at.isAfter(now));
          if (dueAt.isEmpty()) {
            return;
          }
          LocalDate on = agreement.review().on();
          store.told(id);
          store.touch(id, now);
          audit.record(entry("agreement.review-due", agreement).with("reviewOn", on));
          record.reviewDue(agreement, dueAt.get());
          LOG.infof("agreement review due agreementId=%s", id);
        });
  }

  private void store(
      StoredAgreement agreement, Review review, Side side, Review.Opinion opinion, Caller caller) {
    UUID id = agreement.id();
    store.save(id, review);
    switch (review) {
      case Review.Open open ->
          audit.record(
              entry("agreement.review-opinion", agreement)
                  .with("outcome", opinion.outcome())
                  .textChanged("note", null, opinion.note()));
      case Review.Closed closed -> {
        LocalDate nextOn = closed.nextOn();
        store.plan(id, nextOn, nextOn == null ? null : startOf(nextOn, agreement.parties()));
        audit.record(
            entry("agreement.reviewed", agreement)
                .with("outcome", closed.outcome())
                .with("nextReviewOn", nextOn)
                .textChanged("note", null, opinion.note()));
        record.reviewed(agreement, closed, AgreementActor.of(agreement.parties(), side, caller));
        LOG.infof("agreement reviewed agreementId=%s outcome=%s", id, closed.outcome());
      }
    }
  }

  /** Who leads both sides speaks for the one that has not spoken. */
  private static Side side(StoredAgreement agreement, Review.Open open, Caller caller) {
    Optional<Side> silent =
        open.opinions().size() == 1
            ? open.opinions().keySet().stream().map(Side::other).findFirst()
            : Optional.empty();
    return Signatories.side(agreement.parties(), silent, caller);
  }

  private static void requireSigned(StoredAgreement agreement) {
    Optional<Refusal> over = agreement.state().over();
    if (over.isPresent()) {
      throw Problem.refused(over.get());
    }
    if (agreement.state().lastSigned().isEmpty()) {
      throw Problem.refused(
          new NegotiationRefusal.NotSignedYet(
              agreement.state().onTheTable().map(TermsOffer::awaiting).orElseThrow()));
    }
  }

  private void requireLater(@Nullable LocalDate nextOn, Parties parties, Instant now) {
    if (nextOn != null && !startOf(nextOn, parties).isAfter(now)) {
      throw Problem.refused(new NegotiationRefusal.ReviewInThePast(nextOn));
    }
  }

  private Instant startOf(LocalDate date, Parties parties) {
    ZoneId zone =
        directory
            .find(parties.provider())
            .orElseThrow(
                () -> Problem.refused(new NegotiationRefusal.UnknownDepartment(parties.provider())))
            .zone();
    return date.atStartOfDay(zone).toInstant();
  }

  private static AuditEntry entry(String action, StoredAgreement agreement) {
    Parties parties = agreement.parties();
    return AuditEntry.of(action, "agreement", agreement.id())
        .concerning(parties.requester(), parties.provider());
  }
}
