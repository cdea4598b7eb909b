package io.onus.sla.clock;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.Obligor;
import io.onus.sla.clock.domain.Phase;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.clock.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A clock as it reads at {@code asOf}.
 *
 * @param carried what earlier cycles have used of the target
 * @param consumed what this cycle has used of it
 * @param expected true under house terms: expected, not promised
 */
@Schema(
    name = "Clock",
    description = "One target running for one request. Durations are working time.")
public record ClockView(
    UUID id,
    UUID requestId,
    String requestNumber,
    Metric metric,
    int cycle,
    Phase phase,
    Verdict verdict,
    Priority priority,
    Obligor obligor,
    @Schema(type = SchemaType.STRING) @Nullable Duration target,
    @Schema(type = SchemaType.STRING) Duration carried,
    @Schema(type = SchemaType.STRING) Duration consumed,
    @Schema(type = SchemaType.STRING) Duration pausedTime,
    Instant startedAt,
    @Nullable Instant dueAt,
    @Nullable Instant breachedAt,
    @Nullable Instant stoppedAt,
    @Nullable Instant nextMilestoneAt,
    List<Attribution> attribution,
    @Nullable Agreement agreement,
    boolean expected,
    Calendar calendar,
    int revision,
    Instant asOf) {

  /** The signed terms behind it. */
  @Schema(name = "ClockAgreement")
  public record Agreement(UUID id, int version) {}

  /** The hours it counts in. */
  @Schema(name = "ClockCalendar")
  public record Calendar(String code, int version) {}

  /** How much of the consumed time went by while a department held the request. */
  public record Attribution(
      String department, Side side, @Schema(type = SchemaType.STRING) Duration working) {

    static List<Attribution> of(ClockFace face) {
      return face.usedBy().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(used -> new Attribution(used.getKey(), Side.PROVIDER, used.getValue()))
          .toList();
    }
  }

  static ClockView of(TrackedRequest request, Clock clock, Instant now) {
    Clock.Hours hours = request.hours();
    ClockFace face = clock.readAt(now, hours);
    BoundTerms bound = request.binding().bound();
    boolean stopped = clock instanceof Clock.Finished || clock instanceof Clock.Cancelled;
    return new ClockView(
        face.id(),
        request.id(),
        request.profile().number(),
        face.metric(),
        face.cycle(),
        clock.phase(),
        clock.verdict(),
        request.profile().priority(),
        face.obligor(),
        face.target(),
        face.carried(),
        face.consumed(),
        face.paused(),
        face.startedAt(),
        face.dueAt(),
        face.breached() ? face.dueAt() : null,
        stopped ? ClockStore.sinceOf(clock) : null,
        clock instanceof Clock.Running running && !request.profile().imported()
            ? running.next(hours).map(Clock.Milestone::at).orElse(null)
            : null,
        Attribution.of(face),
        bound.agreementId() == null ? null : new Agreement(bound.agreementId(), bound.version()),
        bound.expected(),
        new Calendar(request.binding().calendarCode(), request.binding().calendarVersion()),
        face.revision(),
        now);
  }
}
