package io.onus.notification.auditor.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the auditor sees when it looks: whatever may be wrong, and is not yet known to be.
 *
 * @param milestones that led to nothing so far
 * @param alerts open ones that have no next step, or one whose time has come
 * @param deliveries whose time to be sent, or to be heard of, has come
 * @param loops how long ago each part of the service that goes round was through last
 */
public record Observed(
    List<SilentMilestone> milestones,
    List<WaitingAlert> alerts,
    List<UnsentDelivery> deliveries,
    Map<String, Duration> loops) {

  public Observed {
    milestones = List.copyOf(milestones);
    alerts = List.copyOf(alerts);
    deliveries = List.copyOf(deliveries);
    loops = Map.copyOf(loops);
  }

  /**
   * A milestone people must know about, as it was read beside the alerts.
   *
   * @param heardAt when it was read
   * @param overtaken the clock has ended, or is due at another time, since
   */
  public record SilentMilestone(UUID eventId, Instant heardAt, boolean overtaken) {}

  /**
   * An alert nobody has acknowledged or resolved.
   *
   * @param nextStepAt when the next in the chain is told
   * @param waitsBecause why there is no such instant, where something says so
   * @param undeliverable why nobody can be told, where something says so
   * @param over nobody is left in its chain
   * @param underWay a message of it is still to be sent
   * @param reached a message of what is being told of it has come to somebody
   * @param failed a message of it came to nobody
   * @param since when it last moved
   */
  public record WaitingAlert(
      UUID id,
      @Nullable Instant nextStepAt,
      @Nullable String waitsBecause,
      @Nullable String undeliverable,
      boolean over,
      boolean underWay,
      boolean reached,
      boolean failed,
      Instant since) {

    boolean saysWhy() {
      return waitsBecause != null || undeliverable != null;
    }
  }

  /**
   * @param dueAt when to send it; when its lease ends, where it is being sent
   */
  public record UnsentDelivery(UUID id, boolean beingSent, Instant dueAt) {}
}
