package io.onus.notification.weekly;

import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.weekly.domain.Figures;
import io.onus.notification.weekly.domain.Promise;
import io.onus.notification.weekly.domain.Review;
import io.onus.notification.weekly.domain.Tally;
import io.onus.notification.weekly.domain.WeeklyReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A department's week. Requests of imported history are not in it.
 *
 * @param until exclusive
 * @param asOf when it was looked at; what comes due, what is late and what is reviewed is as of
 *     then
 * @param owes what the department promised
 * @param isOwed what was promised to it
 */
record WeeklyView(
    @Schema(examples = "ENG") String department,
    @Schema(examples = "2026-W48") String week,
    Instant from,
    Instant until,
    @Schema(examples = "Europe/Berlin") String zone,
    Instant asOf,
    FiguresPart owes,
    FiguresPart isOwed,
    List<ReviewPart> reviews) {

  /**
   * @param original by what was first promised
   * @param agreed by what both sides agreed on since; what was excused counts neither way
   * @param unanswered those of the broken that came in time, and whose request was reopened because
   *     what came was no answer
   * @param expected what only the house terms expect
   */
  record FiguresPart(
      TallyPart original,
      TallyPart agreed,
      int moved,
      int excused,
      int unanswered,
      List<MoneyPart> cost,
      int late,
      @Nullable Instant lateSince,
      TallyPart expected,
      List<CounterpartPart> counterparts,
      DuePart due) {

    static FiguresPart of(Figures figures, Instant dueUntil) {
      return new FiguresPart(
          TallyPart.of(figures.original()),
          TallyPart.of(figures.agreed()),
          figures.moved(),
          figures.excused(),
          figures.unanswered(),
          MoneyPart.of(figures.cost()),
          figures.late(),
          figures.lateSince(),
          TallyPart.of(figures.expected()),
          figures.counterparts().stream().map(CounterpartPart::of).toList(),
          new DuePart(
              figures.dueCount(), dueUntil, figures.due().stream().map(DueItem::of).toList()));
    }
  }

  /**
   * @param percentKept rounded down; null where nothing was settled
   */
  record TallyPart(int kept, int broken, @Nullable BigDecimal percentKept) {
    static TallyPart of(Tally tally) {
      return new TallyPart(tally.kept(), tally.broken(), tally.percentKept().orElse(null));
    }
  }

  record MoneyPart(BigDecimal amount, String currency) {
    static List<MoneyPart> of(List<Money> sums) {
      return sums.stream().map(sum -> new MoneyPart(sum.amount(), sum.currency())).toList();
    }
  }

  record CounterpartPart(
      String department, TallyPart original, TallyPart agreed, List<MoneyPart> cost) {
    static CounterpartPart of(Figures.Counterpart each) {
      return new CounterpartPart(
          each.department(),
          TallyPart.of(each.original()),
          TallyPart.of(each.agreed()),
          MoneyPart.of(each.cost()));
    }
  }

  /**
   * @param count how many come due before {@code until} and can still be kept
   * @param items the most pressing of them
   */
  record DuePart(int count, Instant until, List<DueItem> items) {}

  record DueItem(
      UUID requestId,
      String requestNumber,
      @Nullable String subject,
      String metric,
      String priority,
      String owedBy,
      String owedTo,
      @Nullable Instant dueAt,
      boolean expected) {
    static DueItem of(Promise promise) {
      return new DueItem(
          promise.requestId(),
          promise.number(),
          promise.subject(),
          promise.metric(),
          promise.priority(),
          promise.owedBy(),
          promise.owedTo(),
          promise.dueAt(),
          promise.expected());
    }
  }

  record ReviewPart(UUID agreementId, String with, @Nullable String service, LocalDate on) {
    static ReviewPart of(Review review) {
      return new ReviewPart(review.agreementId(), review.with(), review.service(), review.on());
    }
  }

  static WeeklyView of(WeeklyReport report) {
    return new WeeklyView(
        report.department(),
        report.week().toString(),
        report.week().from(report.zone()),
        report.week().until(report.zone()),
        report.zone().getId(),
        report.asOf(),
        FiguresPart.of(report.owes(), report.dueUntil()),
        FiguresPart.of(report.isOwed(), report.dueUntil()),
        report.reviews().stream().map(ReviewPart::of).toList());
  }
}
