package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.domain.Spelled;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Of what a side may break, half or all is gone.
 *
 * @param owedBy the department whose promises are counted
 * @param from what was settled after it counts
 * @param percentKept rounded down, as told
 * @param burns how fast breaches come; without those nobody could say of
 */
public record BudgetCrossed(
    UUID agreementId,
    Pair pair,
    String owedBy,
    boolean spent,
    @Nullable Instant from,
    int promised,
    int kept,
    int breached,
    int waived,
    @Nullable BigDecimal percentKept,
    int allowed,
    int left,
    @Nullable BigDecimal objective,
    @Nullable Duration window,
    List<Burn> burns,
    List<Money> cost,
    String link)
    implements Story {

  /**
   * @param rate 1 where the budget would end with its window
   */
  public record Burn(@Nullable Duration over, BigDecimal rate) {}

  private static final int DECIMALS = 3;

  public BudgetCrossed {
    burns = List.copyOf(burns);
    cost = List.copyOf(cost);
  }

  @Override
  public String matter() {
    return agreementId.toString();
  }

  @Override
  public List<Reader> readers() {
    return pair.leads();
  }

  @Override
  public Optional<String> by() {
    return Optional.empty();
  }

  @Override
  public Content.News words(Reader reader, ZoneId zone) {
    return new Content.News(
        Topic.BUDGET,
        title(),
        new Lines().say(kept(zone), budget(), excused(), burn(), costs()).sections(),
        link,
        zone.getId());
  }

  private String title() {
    String whose = "%s's promises to %s".formatted(owedBy, pair.other(owedBy));
    return spent
        ? "Budget spent: %d of %s are broken, %d may".formatted(breached, whose, allowed)
        : "Budget at risk: %d of %s are broken, %d may".formatted(breached, whose, allowed);
  }

  private String kept(ZoneId zone) {
    String share = percentKept == null ? "" : " (" + percent(percentKept) + ")";
    String since = from == null ? "" : " since " + Spelled.moment(from, zone);
    String agreed =
        objective == null
            ? ""
            : "; agreed are %s%s"
                .formatted(
                    percent(objective), window == null ? "" : " in " + Spelled.length(window));
    return "%s kept %d of %d promises to %s for %s%s%s%s."
        .formatted(owedBy, kept, promised, pair.other(owedBy), pair.what(), share, since, agreed);
  }

  private String budget() {
    return left == 0
        ? "Nothing is left of the %d that may break.".formatted(allowed)
        : "Left are %d of the %d that may break.".formatted(left, allowed);
  }

  private @Nullable String excused() {
    return waived == 0
        ? null
        : "Excused by the other side, and counted neither way: " + waived + ".";
  }

  private @Nullable String burn() {
    return burns.isEmpty()
        ? null
        : burns.stream()
            .map(BudgetCrossed::pace)
            .collect(
                Collectors.joining(
                    ", ", "Compared with what the budget can bear, breaches came ", "."));
  }

  private static String pace(Burn burn) {
    String over = burn.over == null ? "" : " over the last " + Spelled.length(burn.over);
    return Spelled.number(burn.rate) + " times as fast" + over;
  }

  private @Nullable String costs() {
    return cost.isEmpty()
        ? null
        : "Agreed cost of these breaches: "
            + cost.stream()
                .map(sum -> Spelled.money(sum.amount(), sum.currency()))
                .collect(Collectors.joining(", "))
            + ".";
  }

  private static String percent(BigDecimal percent) {
    BigDecimal cut = percent.setScale(DECIMALS, RoundingMode.DOWN).stripTrailingZeros();
    return cut.toPlainString() + " %";
  }
}
