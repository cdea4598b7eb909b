package io.onus.notification.hours.domain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * The instants local times mean, also on the days the clocks are changed: a time that never occurs
 * is the end of its gap; of one that occurs twice something opens at the first and closes at the
 * second.
 */
public final class LocalMoments {

  private LocalMoments() {}

  public static Instant opening(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty()
        ? endOfGap(zone.getRules(), local)
        : local.toInstant(offsets.getFirst());
  }

  public static Instant closing(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty()
        ? endOfGap(zone.getRules(), local)
        : local.toInstant(offsets.getLast());
  }

  private static Instant endOfGap(ZoneRules rules, LocalDateTime local) {
    return rules.getTransition(local).getInstant();
  }
}
