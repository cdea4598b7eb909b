package io.onus.notification.domain;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Optional;

/** A day as it is written down. */
public enum Weekday {
  MON,
  TUE,
  WED,
  THU,
  FRI,
  SAT,
  SUN;

  public static Weekday of(DayOfWeek day) {
    return values()[day.ordinal()];
  }

  public static Optional<Weekday> read(String written) {
    return Arrays.stream(values()).filter(day -> day.name().equals(written)).findFirst();
  }

  public DayOfWeek day() {
    return DayOfWeek.values()[ordinal()];
  }
}
