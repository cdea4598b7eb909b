package io.onus.notification.schedule.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a turn is. Hours are real ones; days and weeks are those of the calendar on the wall, so
 * a turn is an hour longer or shorter where the clocks are changed in it.
 */
public sealed interface Rhythm {

  /** A year or so: whoever waits longer for the next turn has no rotation. */
  int MOST_HOURS = 8_784;

  int MOST_DAYS = 366;
  int MOST_WEEKS = 52;

  record Hours(int count) implements Rhythm {
    public Hours {
      check("hours", count, MOST_HOURS);
    }

    @Override
    public String toString() {
      return "PT" + count + "H";
    }
  }

  record Days(int count) implements Rhythm {
    public Days {
      check("days", count, MOST_DAYS);
    }

    @Override
    public String toString() {
      return "P" + count + "D";
    }
  }

  record Weeks(int count) implements Rhythm {
    public Weeks {
      check("weeks", count, MOST_WEEKS);
    }

    @Override
    public String toString() {
      return "P" + count + "W";
    }
  }

  /** Rounded up. */
  default int turnsAWeek() {
    return switch (this) {
      case Hours(int count) -> Math.ceilDiv(7 * 24, count);
      case Days(int count) -> Math.ceilDiv(7, count);
      case Weeks weeks -> 1;
    };
  }

  /**
   * @param text as ISO 8601 writes it, in one unit: {@code PT12H}, {@code P1D}, {@code P2W}
   * @throws IllegalArgumentException saying how to write it, where it is none
   */
  static Rhythm parse(String text) {
    Matcher written = Written.PATTERN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no rhythm; write hours like PT12H, days like P1D, weeks like P2W"
              .formatted(text));
    }
    if (written.group(1) != null) {
      return new Hours(Integer.parseInt(written.group(1)));
    }
    return written.group(2) != null
        ? new Days(Integer.parseInt(written.group(2)))
        : new Weeks(Integer.parseInt(written.group(3)));
  }

  private static void check(String unit, int count, int most) {
    if (count < 1 || count > most) {
      throw new IllegalArgumentException("a turn lasts 1 to " + most + " " + unit);
    }
  }

  /** Keeps the pattern out of the interface. */
  final class Written {
    private static final Pattern PATTERN =
        Pattern.compile("PT([0-9]{1,5})H|P([0-9]{1,5})D|P([0-9]{1,5})W");

    private Written() {}
  }
}
