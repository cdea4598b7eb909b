package io.onus.notification.schedule;

import io.onus.notification.schedule.domain.Schedule;
import java.time.Instant;

/** A schedule as it is stored. */
record KnownSchedule(Schedule schedule, long version, Instant updatedAt) {}
