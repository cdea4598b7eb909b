package io.onus.sla.move;

import io.onus.sla.move.domain.MoveTally;
import io.onus.sla.move.domain.MovedClock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What moving open clocks would do now. */
@Schema(name = "MoveTrial")
public record TrialView(
    @Schema(description = "With a clock that would count otherwise") long requests,
    @Schema(description = "Would be left as they are, because they would never be due")
        long requestsOutOfReach,
    Counts all,
    @Schema(description = "By the department that owes, by code") List<OfDepartment> departments,
    @Schema(description = "Those moved farthest, first") List<Example> examples,
    @Schema(
            description =
                "The end of today in the calendar's zone: until when `breachToday` counts")
        Instant today) {

  @Schema(name = "MoveTrialCounts")
  public record Counts(
      @Schema(description = "Open clocks that would count otherwise") long clocks,
      @Schema(description = "Due earlier") long earlier,
      @Schema(description = "Due later") long later,
      @Schema(description = "Due until the end of today, and later without the move")
          long breachToday,
      @Schema(description = "Paused: due nobody knows when, with or without the move")
          long paused) {

    static Counts of(MoveTally.Counts counts) {
      return new Counts(
          counts.clocks(), counts.earlier(), counts.later(), counts.breachToday(), counts.paused());
    }
  }

  @Schema(name = "MoveTrialDepartment")
  public record OfDepartment(@Schema(examples = "ENG") String department, Counts counts) {}

  @Schema(name = "MoveTrialExample")
  public record Example(
      UUID requestId,
      @Schema(examples = "ENG-1042") String number,
      UUID clockId,
      @Schema(examples = "RESOLUTION") String metric,
      @Schema(examples = "ENG") String department,
      Instant dueBefore,
      Instant dueAfter) {

    static Example of(MovedClock moved) {
      return new Example(
          moved.requestId(),
          moved.number(),
          moved.clockId(),
          moved.metric().name(),
          moved.department(),
          moved.dueBefore(),
          moved.dueAfter());
    }
  }

  static TrialView of(MoveTally tally, Instant today) {
    return new TrialView(
        tally.requests(),
        tally.outOfReach(),
        Counts.of(tally.all()),
        tally.departments().entrySet().stream()
            .map(one -> new OfDepartment(one.getKey(), Counts.of(one.getValue())))
            .toList(),
        tally.examples().stream().map(Example::of).toList(),
        today);
  }
}
