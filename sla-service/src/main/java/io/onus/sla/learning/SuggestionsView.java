package io.onus.sla.learning;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.learning.domain.Experience;
import io.onus.sla.learning.domain.Percentiles;
import io.onus.sla.learning.domain.SensibleTarget;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What really happens between two departments, or between one and all that ask it.
 *
 * @param hours whose working hours were counted in; null where there is nothing to count
 * @param window null where there is nothing the caller may see
 * @param lines of all services together, or of the one that was asked about
 * @param services the busiest ones, each by itself
 * @param servicesNotShown how many more there are; ask for them one by one
 * @param targets those that rest on enough requests, as terms take them
 */
@Schema(name = "Suggestions")
public record SuggestionsView(
    @Nullable String requester,
    String provider,
    @Nullable String service,
    @Nullable String hours,
    @Nullable WindowView window,
    int requests,
    List<LineView> lines,
    List<ServiceView> services,
    int servicesNotShown,
    List<TargetView> targets) {

  @Schema(name = "SuggestionsOfService")
  public record ServiceView(String service, int requests, List<LineView> lines) {

    static ServiceView of(Experience.OfService of) {
      return new ServiceView(
          of.service(), of.requests(), of.lines().stream().map(LineView::of).toList());
    }
  }

  /**
   * @param count how many were done in the window
   * @param working in working hours, without pauses
   * @param wall from beginning to end, nights and pauses included
   */
  @Schema(name = "SuggestionLine")
  public record LineView(
      Metric metric,
      Priority priority,
      int count,
      PercentilesView working,
      PercentilesView wall,
      SuggestedView suggested) {

    static LineView of(Experience.Line line) {
      return new LineView(
          line.metric(),
          line.priority(),
          line.count(),
          PercentilesView.of(line.working()),
          PercentilesView.of(line.wall()),
          SuggestedView.of(line.suggestion()));
    }
  }

  /** Each a time that really occurred. */
  @Schema(name = "Percentiles")
  public record PercentilesView(
      @Schema(type = SchemaType.STRING) Duration p50,
      @Schema(type = SchemaType.STRING) Duration p75,
      @Schema(type = SchemaType.STRING) Duration p90,
      @Schema(type = SchemaType.STRING) Duration p95,
      @Schema(type = SchemaType.STRING) Duration p99) {

    static PercentilesView of(Percentiles of) {
      return new PercentilesView(of.p50(), of.p75(), of.p90(), of.p95(), of.p99());
    }
  }

  /**
   * What nine in ten took, rounded up to something people would write down.
   *
   * @param percentKept of those measured, what it would have kept, rounded down
   * @param restsOn how many were measured
   * @param tooFew true where they are too few to promise anything by
   */
  @Schema(name = "SuggestedTarget")
  public record SuggestedView(
      @Schema(type = SchemaType.STRING) Duration target,
      BigDecimal percentKept,
      int restsOn,
      boolean tooFew) {

    static SuggestedView of(SensibleTarget of) {
      return new SuggestedView(of.target(), of.percentKept(), of.measured(), !of.enough());
    }
  }

  /** A target as terms take it. */
  @Schema(name = "TargetToPropose")
  public record TargetView(
      Metric metric, Priority priority, @Schema(type = SchemaType.STRING) Duration duration) {}
}
