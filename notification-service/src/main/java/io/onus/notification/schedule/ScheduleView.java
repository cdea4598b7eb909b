package io.onus.notification.schedule;

import io.onus.notification.schedule.domain.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Schedule")
public record ScheduleView(
    @Schema(examples = "eng-first") String code,
    @Schema(examples = "Engineering, first line") String name,
    @Schema(examples = "Europe/Berlin") String zone,
    @Schema(description = "Null for one that is an on-call admin's", examples = "ENG")
        @Nullable String department,
    Schedule.Combine combine,
    @Schema(examples = "PT15M") String handOverNotice,
    List<LayerForm> layers,
    long version,
    Instant updatedAt) {

  static ScheduleView of(KnownSchedule known) {
    Schedule schedule = known.schedule();
    Duration notice = schedule.handOverNotice();
    return new ScheduleView(
        schedule.code(),
        schedule.name(),
        schedule.zone().getId(),
        schedule.department(),
        schedule.combine(),
        notice == null ? ScheduleForm.NO_NOTICE : notice.toString(),
        schedule.layers().stream().map(LayerForm::of).toList(),
        known.version(),
        known.updatedAt());
  }
}
