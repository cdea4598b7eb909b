package io.onus.sla.learning;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.clock.domain.Obligor;
import io.onus.sla.learning.domain.Judged;
import io.onus.sla.learning.domain.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What terms would have meant for the past of two departments, with those of today beside them.
 *
 * @param window null where no request was ever sent
 * @param requests how many both were tried on
 * @param transferredIn how many of them came by a transfer from a third department: these terms are
 *     only for what the receiver does with them
 * @param leftOut requests for services that have an agreement of their own
 * @param proposed under the terms that were asked about
 * @param current under the terms a request sent today begins under
 */
@Schema(name = "DryRun")
public record DryRunView(
    UUID agreementId,
    String requester,
    String provider,
    @Nullable String service,
    @Nullable WindowView window,
    long requests,
    long transferredIn,
    List<LeftOut> leftOut,
    Trial proposed,
    Trial current) {

  /** Requests that other terms are for. */
  @Schema(name = "DryRunLeftOut")
  public record LeftOut(String service, long requests) {}

  /**
   * One set of terms, tried.
   *
   * @param of where the terms are from: SENT, TEMPLATE, OFFER, AGREEMENT or HOUSE_TERMS
   * @param agreement the signed version, where it is one
   * @param expected true under house terms: expected, not promised, and without cost
   * @param calendars whose hours were counted; two where those of both or of either side do
   */
  @Schema(name = "DryRunTrial")
  public record Trial(
      String of,
      @Nullable Agreement agreement,
      boolean expected,
      Terms terms,
      List<String> calendars,
      List<LineView> lines,
      List<SideView> sides,
      List<WorstView> worst) {

    static Trial of(
        String of,
        @Nullable Agreement agreement,
        Terms terms,
        List<String> calendars,
        Tally tally,
        String requester,
        String provider) {
      return new Trial(
          of,
          agreement,
          of.equals("HOUSE_TERMS"),
          terms,
          calendars,
          tally.lines().stream().map(LineView::of).toList(),
          List.of(
              SideView.of(tally.of(Side.PROVIDER), provider),
              SideView.of(tally.of(Side.REQUESTER), requester)),
          tally.worst().stream().map(WorstView::of).toList());
    }
  }

  @Schema(name = "DryRunAgreement")
  public record Agreement(UUID id, int version) {}

  /**
   * @param unanswered resolved in time, but reopened as not answered: not kept
   * @param ended cancelled or handed over before it was due: neither kept nor broken
   * @param percentKept of those that are decided, rounded down; null where none is
   */
  @Schema(name = "DryRunLine")
  public record LineView(
      Metric metric,
      Side side,
      Priority priority,
      long kept,
      long breached,
      long unanswered,
      long open,
      long ended,
      @Nullable BigDecimal percentKept) {

    static LineView of(Tally.Line line) {
      Tally.Count count = line.count();
      return new LineView(
          line.metric(),
          line.side(),
          line.priority(),
          count.kept(),
          count.breached(),
          count.unanswered(),
          count.open(),
          count.ended(),
          count.percentKept().orElse(null));
    }
  }

  /**
   * @param department the one the terms are with; a request that was transferred may have been
   *     broken by whom it went to
   * @param cost of its breaches; null where breaches cost nothing
   */
  @Schema(name = "DryRunSide")
  public record SideView(
      Side side,
      String department,
      long kept,
      long breached,
      long unanswered,
      long open,
      long ended,
      @Nullable BigDecimal percentKept,
      @Nullable Money cost) {

    static SideView of(Tally.OfSide of, String department) {
      Tally.Count count = of.count();
      return new SideView(
          of.side(),
          department,
          count.kept(),
          count.breached(),
          count.unanswered(),
          count.open(),
          count.ended(),
          count.percentKept().orElse(null),
          of.cost());
    }
  }

  /**
   * @param round of several within a cycle: replies, holders
   * @param late working time beyond the target
   */
  @Schema(name = "DryRunBreach")
  public record WorstView(
      UUID requestId,
      String requestNumber,
      Metric metric,
      int cycle,
      int round,
      Priority priority,
      Obligor obligor,
      @Nullable Instant dueAt,
      @Schema(type = SchemaType.STRING) Duration late) {

    static WorstView of(Judged judged) {
      return new WorstView(
          judged.requestId(),
          judged.requestNumber(),
          judged.metric(),
          judged.cycle(),
          judged.round(),
          judged.priority(),
          judged.obligor(),
          judged.dueAt(),
          judged.late());
    }
  }
}
