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
 * @param round from 1: which of its metric in this cycle
 * @param agreed what both sides agreed on for this request, beside the terms' own target
 * @param carried what earlier cycles or rounds have used of the target
 * @param consumed what this clock has used of it
 * @param disputedTime of the paused time, what the requester contested
 * @param originalVerdict by the terms alone, without what was agreed or excused since
 * @param expected true under house terms: expected, not promised
 * @param calendar the first of {@code calendars}
 * @param overAllowance whether the request was one more of its priority than agreed for its week
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
    int round,
    Phase phase,
    Verdict verdict,
    Priority priority,
    Obligor obligor,
    @Schema(type = SchemaType.STRING) @Nullable Duration target,
    @Schema(type = SchemaType.STRING) @Nullable Duration agreed,
    @Schema(type = SchemaType.STRING) Duration carried,
    @Schema(type = SchemaType.STRING) Duration consumed,
    @Schema(type = SchemaType.STRING) Duration pausedTime,
    @Schema(type = SchemaType.STRING) Duration disputedTime,
    Instant startedAt,
    @Nullable Instant dueAt,
    @Nullable Instant originalDueAt,
    Verdict originalVerdict,
    @Nullable Instant breachedAt,
    @Nullable Instant stoppedAt,
    @Nullable Instant nextMilestoneAt,
    List<Attribution> attribution,
    @Nullable Agreement agreement,
    boolean expected,
    Calendar calendar,
    List<Calendar> calendars,
    boolean overAllowance,
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
          .map(used -> new Attribution(used.getKey(), face.metric().obligor(), used.getValue()))
          .toList();
    }
  }

  static ClockView of(TrackedRequest request, Clock clock, Instant now) {
    ClockFace face = clock.readAt(now, request.holderOf(clock.face()));
    BoundTerms bound = face.binding().bound();
    List<Calendar> calendars =
        face.binding().calendars().stream()
            .map(used -> new Calendar(used.code(), used.version()))
            .toList();
    return new ClockView(
        face.id(),
        request.id(),
        request.profile().number(),
        face.metric(),
        face.cycle(),
        face.round(),
        clock.phase(),
        clock.verdict(),
        request.profile().priority(),
        face.obligor(),
        face.target(),
        face.agreed(),
        face.carried(),
        face.consumed(),
        face.paused(),
        face.disputed(),
        face.startedAt(),
        face.dueAt(),
        face.originalDueAt(),
        clock.originalVerdict(now),
        face.breached() ? face.dueAt() : null,
        clock.isOpen() ? null : clock.stoppedOr(now),
        clock instanceof Clock.Running running && !request.profile().imported()
            ? running.next().map(Clock.Milestone::at).orElse(null)
            : null,
        Attribution.of(face),
        bound.agreementId() == null ? null : new Agreement(bound.agreementId(), bound.version()),
        bound.expected(),
        calendars.getFirst(),
        calendars,
        request.profile().overAllowance(),
        face.revision(),
        now);
  }
}
