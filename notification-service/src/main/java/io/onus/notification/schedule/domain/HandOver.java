package io.onus.notification.schedule.domain;

import java.time.Instant;
import java.util.List;

/**
 * Others are on call from an instant on.
 *
 * @param before who was until then
 * @param after who is from then on
 */
public record HandOver(Instant at, List<String> before, List<String> after) {

  public HandOver {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
