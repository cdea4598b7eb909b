package io.onus.sla.budget;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.decide.NameBasedIds;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.budget.BudgetStore.LastBreach;
import io.onus.sla.budget.domain.Level;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the events of a budget say: all a receiver needs, without a second call. */
@ApplicationScoped
public class BudgetEvents {

  private final ObjectMapper mapper;

  public BudgetEvents(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The name of the event's type, as in {@code io.onus.agreement.<name>.v1}. */
  static String name(Level told) {
    return switch (told) {
      case OK ->
          throw new IllegalArgumentException("nothing is said of a budget that is all right");
      case WARNED -> "budget-warned";
      case SPENT -> "budget-spent";
    };
  }

  /**
   * What made a budget cross a level: the same breach under the same terms is the same cause,
   * whoever finds it and however often.
   */
  static UUID cause(UUID agreementId, BoundTerms terms, Side side, LastBreach last) {
    return NameBasedIds.of(
        agreementId,
        side.name(),
        String.valueOf(terms.version()),
        String.valueOf(last.eventId() == null ? last.clockId() : last.eventId()));
  }

  /** Adds what an event of a budget says beside who agreed with whom. */
  void write(
      ObjectNode data, BudgetView budget, BudgetView.SideView side, Level told, LastBreach last) {
    data.put("version", budget.version());
    data.set("objective", mapper.valueToTree(budget.objective()));
    data.put("side", side.side().name());
    data.put("department", side.department());
    data.put("status", told.name());
    data.put("from", String.valueOf(budget.from()));
    data.put("asOf", budget.asOf().toString());
    data.put("promised", side.promised());
    data.put("kept", side.kept());
    data.put("breached", side.breached());
    data.put("waived", side.waived());
    data.put("percentKept", side.percentKept());
    data.put("allowed", side.allowed());
    data.put("left", side.left());
    data.set("longBurn", mapper.valueToTree(side.longBurn()));
    data.set("shortBurn", mapper.valueToTree(side.shortBurn()));
    data.set("cost", mapper.valueToTree(side.cost()));
    data.putObject("lastBreach")
        .put("eventId", last.eventId() == null ? null : last.eventId().toString())
        .put("clockId", last.clockId().toString())
        .put("dueAt", last.at().toString());
    data.put("link", "/agreements/" + budget.agreementId());
  }
}
