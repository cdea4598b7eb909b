package io.onus.sla.agreement;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.decide.Refusal;
import io.onus.kit.id.Ids;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.SuggestionStore.Suggestion;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What would be better, said by whoever lives with an agreement. */
@ApplicationScoped
public class SuggestionService {

  private static final Logger LOG = Logger.getLogger(SuggestionService.class);

  private final AgreementStore agreements;
  private final SuggestionStore store;
  private final NegotiationRecord record;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  public SuggestionService(
      AgreementStore agreements,
      SuggestionStore store,
      NegotiationRecord record,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.agreements = agreements;
    this.store = store;
    this.record = record;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  Suggestion make(UUID agreementId, String text, Caller caller) {
    return transactions.call(
        () -> {
          Instant now = clock.now();
          StoredAgreement agreement =
              agreements
                  .lock(agreementId, Sight.of(caller), now)
                  .orElseThrow(() -> Problem.notFound("agreement", agreementId));
          Parties parties = agreement.parties();
          Side side = Signatories.member(parties, caller);
          Optional<Refusal> over = agreement.state().over();
          if (over.isPresent()) {
            throw Problem.refused(over.get());
          }
          Suggestion suggestion = new Suggestion(Ids.newId(now), text, side, caller.id(), now);
          store.insert(agreementId, suggestion);
          audit.record(
              AuditEntry.of("agreement.suggested", "agreement", agreementId)
                  .concerning(parties.requester(), parties.provider())
                  .with("suggestion", suggestion.id())
                  .with("side", side)
                  .textChanged("text", null, text));
          record.suggested(agreement, suggestion, AgreementActor.of(parties, side, caller));
          LOG.infof("agreement suggestion agreementId=%s", agreementId);
          return suggestion;
        });
  }

  Page<Suggestion> list(UUID agreementId, PageRequest page) {
    return store.list(agreementId, page);
  }
}
