package io.onus.notification.weekly;

import io.onus.notification.domain.Weekday;
import io.onus.notification.weekly.domain.WeeklyMoment;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * When a department's letter comes.
 *
 * @param asTheCompany whether nobody said otherwise
 * @param next when the next one comes; null where none does
 */
record LetterView(
    @Schema(examples = "ENG") String department,
    @Schema(examples = "true") boolean on,
    @Schema(examples = "MON") @Nullable Weekday day,
    @Schema(examples = "08:00") @Nullable String at,
    @Schema(examples = "Europe/Berlin") String zone,
    boolean asTheCompany,
    @Nullable Instant next,
    @Schema(examples = "1") long version) {

  static LetterView of(LetterWish wish, @Nullable WeeklyMoment moment, ZoneId zone, Instant now) {
    return new LetterView(
        wish.department(),
        moment != null,
        moment == null ? null : Weekday.of(moment.day()),
        moment == null ? null : moment.at().toString(),
        zone.getId(),
        wish.on() == null,
        moment == null ? null : moment.next(now, zone).toInstant(),
        wish.version());
  }
}
