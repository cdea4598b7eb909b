package io.onus.notification.schedule.domain;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call, as somebody planned it.
 *
 * @param code what policies and paths call it
 * @param zone whose local times and dates its layers speak of
 * @param department whose it is; null for one that is an on-call admin's
 * @param combine what it means that several layers have somebody
 * @param handOverNotice how long before a hand-over people are told of it; null for not at all
 * @param layers later ones take precedence over earlier ones
 */
public record Schedule(
    String code,
    String name,
    ZoneId zone,
    @Nullable String department,
    Combine combine,
    @Nullable Duration handOverNotice,
    List<Layer> layers) {

  public static final String CODE = "[a-z0-9]+(-[a-z0-9]+)*";
  public static final int LONGEST_CODE = 64;
  public static final int MOST_LAYERS = 20;

  /**
   * All layers together: five that are handed over every hour, and more than anybody can follow.
   */
  public static final int MOST_CHANGES_A_WEEK = 1_000;

  public static final int MOST_PEOPLE_A_LAYER = 100;
  public static final int MOST_PEOPLE_A_TURN = 20;
  public static final Duration USUAL_NOTICE = Duration.ofMinutes(15);
  public static final Duration LONGEST_NOTICE = Duration.ofDays(7);

  /** What several layers with somebody come to. */
  public enum Combine {
    /** The latest layer with somebody answers alone; the others fill its holes. */
    FIRST,
    /** Everybody of all layers. */
    ALL
  }

  public Schedule {
    layers = List.copyOf(layers);
  }

  /** Everybody a layer names, in alphabetical order. */
  public Set<String> everybody() {
    return layers.stream().flatMap(Layer::everybody).collect(Collectors.toCollection(TreeSet::new));
  }

  /** About how often a week its layers may change who is on call. */
  int changesAWeek() {
    return layers.stream().mapToInt(Layer::changesAWeek).sum();
  }

  /** The calendars its layers go by. */
  public Set<String> calendars() {
    return layers.stream()
        .map(layer -> layer.restriction().calendar())
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
