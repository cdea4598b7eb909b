package io.onus.kit.test;

import io.onus.kit.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time by hand: {@code SettableClock time = SettableClock.drive(wallClock, Instant.parse("…"))},
 * then {@link #set} and {@link #advance}; {@link #close} gives the wall clock back its own time.
 */
public final class SettableClock implements InstantSource, AutoCloseable {

  private final WallClock driven;
  private volatile Instant now;

  private SettableClock(WallClock driven, Instant now) {
    this.driven = driven;
    this.now = now;
  }

  public static SettableClock drive(WallClock clock, Instant now) {
    SettableClock time = new SettableClock(clock, now);
    clock.readFrom(time);
    return time;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void set(Instant instant) {
    now = instant;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public void close() {
    driven.readFrom(InstantSource.system());
  }
}
