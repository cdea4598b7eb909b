package io.onus.request.standing;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.onus.request.standing.domain.Occurrence;
import io.onus.request.standing.domain.Plan;
import io.onus.request.standing.domain.Standing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A standing request as it stands. */
@Schema(name = "Standing")
public record StandingView(
    @Schema(examples = "payroll") String code,
    Standing.Status status,
    @Schema(examples = "HR") String from,
    @Schema(examples = "CS") String to,
    @Schema(examples = "payroll-report") String service,
    String subject,
    @Schema(type = SchemaType.OBJECT) @JsonRawValue String details,
    @Schema(examples = "P3") String priority,
    @Schema(examples = "FREQ=WEEKLY;BYDAY=TU") String rrule,
    @Schema(examples = "Europe/Berlin") String zone,
    @Schema(examples = "2026-12-01T12:00") String start,
    @Schema(examples = "P2D") String leadTime,
    @Schema(description = "The next moments, and when each is asked for; none unless RUNNING")
        List<NextView> next,
    @Schema(description = "What came up last, the latest first; left out in lists")
        List<AskedView> asked,
    @Schema(description = "Who wrote it last") String setBy,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  /** A moment that lies ahead. */
  @Schema(name = "NextMoment")
  public record NextView(
      @Schema(description = "When the answer is owed") Instant moment,
      @Schema(description = "When the request is made; at once, if that has passed") Instant at) {}

  /** A moment that came up. */
  @Schema(name = "AskedMoment")
  public record AskedView(
      Instant moment,
      @Nullable UUID requestId,
      @Schema(examples = "CS-1042") @Nullable String number,
      @Schema(description = "Why there is no request") @Nullable String problem,
      Instant at) {}

  static StandingView of(StoredStanding stored, List<Occurrence> next, List<Asked> asked) {
    Plan plan = stored.state().plan();
    return new StandingView(
        stored.code(),
        stored.state().status(),
        plan.from(),
        stored.provider(),
        plan.service(),
        plan.subject(),
        plan.details(),
        plan.priority(),
        plan.rrule(),
        plan.zone().getId(),
        plan.start().toString(),
        plan.leadTime().toString(),
        next.stream().map(one -> new NextView(one.moment(), one.at())).toList(),
        asked.stream()
            .map(
                one ->
                    new AskedView(
                        one.moment(), one.requestId(), one.number(), one.problem(), one.at()))
            .toList(),
        stored.setBy(),
        stored.createdAt(),
        stored.updatedAt(),
        stored.version());
  }
}
