package io.onus.notification.news;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.notification.news.domain.Terms;
import io.onus.notification.news.domain.Terms.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of terms. */
@JsonIgnoreProperties(ignoreUnknown = true)
record TermsPart(
    @Nullable List<TargetPart> targets,
    @Nullable ObjectivePart objective,
    @Nullable MoneyPart breachCost,
    @Nullable String validFrom,
    @Nullable String reviewOn) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record TargetPart(
      @Nullable String metric, @Nullable String priority, @Nullable String duration) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ObjectivePart(@Nullable BigDecimal percent, @Nullable String window) {}

  Terms terms() {
    return new Terms(
        readable(),
        objective == null ? null : objective.percent,
        objective == null ? null : Lenient.length(objective.window),
        breachCost == null ? null : breachCost.money(),
        breachCost == null ? null : breachCost.per(),
        Lenient.date(validFrom),
        Lenient.date(reviewOn));
  }

  private List<Target> readable() {
    List<Target> readable = new ArrayList<>();
    for (TargetPart target : targets == null ? List.<TargetPart>of() : targets) {
      Duration within = Lenient.length(target.duration);
      if (target.metric != null && within != null) {
        readable.add(new Target(target.metric, target.priority, within));
      }
    }
    return readable;
  }
}
