package io.onus.sla.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;

import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.CalendarDefinition;
import io.onus.sla.calendar.domain.HolidayDates;
import io.onus.sla.calendar.domain.WeeklyHours;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;

/**
 * Prints the processor time that one {@code add} and one {@code between} cost on an office calendar
 * compiled over ten years, for random instants and targets up to a month of work. A program, not a
 * test: its numbers say something about the machine it runs on.
 */
public final class CalendarBench {

  private static final int SAMPLES = 1 << 12;
  private static final int ROUNDS = 2_000;

  private final BusinessCalendar calendar =
      BusinessCalendar.compile(
          CalendarDefinition.weekly(
              ZoneId.of("Europe/Berlin"),
              WeeklyHours.every(MONDAY, FRIDAY, "09:00-12:30", "13:30-18:00")),
          HolidayDates.NONE);
  private final Instant[] starts = new Instant[SAMPLES];
  private final Instant[] ends = new Instant[SAMPLES];
  private final Duration[] works = new Duration[SAMPLES];

  private CalendarBench() {
    SplittableRandom random = new SplittableRandom(42);
    Instant first = Instant.parse("2017-01-01T00:00:00Z");
    long tenYears = Duration.ofDays(3652).toSeconds();
    for (int i = 0; i < SAMPLES; i++) {
      starts[i] =
          first
              .plusSeconds(random.nextLong(tenYears))
              .plusNanos(random.nextInt(1_000_000) * 1_000L);
      ends[i] = starts[i].plusSeconds(random.nextLong(Duration.ofDays(30).toSeconds()));
      works[i] = Duration.ofSeconds(random.nextLong(Duration.ofHours(160).toSeconds()));
    }
    calendar.between(first, first.plusSeconds(tenYears));
  }

  public static void main(String[] args) {
    CalendarBench bench = new CalendarBench();
    for (int run = 1; run <= 5; run++) {
      System.out.printf(
          "run %d: add %.1f ns, between %.1f ns%n", run, bench.add(), bench.between());
    }
  }

  private double add() {
    long sum = 0;
    long began = processorNanos();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < SAMPLES; i++) {
        sum += calendar.add(starts[i], works[i]).getEpochSecond();
      }
    }
    return nanosEach(began, sum);
  }

  private double between() {
    long sum = 0;
    long began = processorNanos();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < SAMPLES; i++) {
        sum += calendar.between(starts[i], ends[i]).getSeconds();
      }
    }
    return nanosEach(began, sum);
  }

  /** Of this thread: what other programs do meanwhile does not count. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double nanosEach(long began, long sum) {
    long took = processorNanos() - began;
    if (sum == 0) {
      throw new IllegalStateException("nothing was worked");
    }
    return (double) took / ROUNDS / SAMPLES;
  }
}
