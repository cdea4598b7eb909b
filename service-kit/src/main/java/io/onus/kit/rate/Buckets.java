package io.onus.kit.rate;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket for each key. A bucket that is full again is as good as none and is dropped, so
 * memory follows those who call, not those who ever called; past {@code mostKeys} newcomers share
 * one bucket.
 */
final class Buckets<K> {

  private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(10);

  private final Rate rate;
  private final int mostKeys;
  private final ConcurrentHashMap<K, Bucket> byKey = new ConcurrentHashMap<>();
  private final Bucket shared;
  private final AtomicLong nextSweep;

  Buckets(Rate rate, int mostKeys, long now) {
    this.rate = rate;
    this.mostKeys = mostKeys;
    this.shared = new Bucket(rate, now);
    this.nextSweep = new AtomicLong(now + SWEEP_EVERY);
  }

  /** Takes a token; how long to wait for one if there is none, else zero. */
  Duration take(K key, long now) {
    sweepIfDue(now);
    return bucket(key, now).take(now);
  }

  /** How long to wait until there is a token again; zero if there is one. Takes none. */
  Duration waitFor(K key, long now) {
    Bucket known = byKey.get(key);
    if (known == null) {
      return byKey.size() < mostKeys ? Duration.ZERO : shared.waitFor(now);
    }
    return known.waitFor(now);
  }

  int size() {
    return byKey.size();
  }

  private Bucket bucket(K key, long now) {
    Bucket known = byKey.get(key);
    if (known != null) {
      return known;
    }
    return byKey.size() < mostKeys
        ? byKey.computeIfAbsent(key, k -> new Bucket(rate, now))
        : shared;
  }

  private void sweepIfDue(long now) {
    long due = nextSweep.get();
    if (now - due >= 0 && nextSweep.compareAndSet(due, now + SWEEP_EVERY)) {
      // Who takes from a full bucket at this very moment gets that token for nothing.
      byKey.values().removeIf(bucket -> bucket.isFull(now));
    }
  }

  private static final class Bucket {

    private final Rate rate;
    private double tokens;
    private long filledAt;

    Bucket(Rate rate, long now) {
      this.rate = rate;
      this.tokens = rate.burst();
      this.filledAt = now;
    }

    synchronized Duration take(long now) {
      fill(now);
      if (tokens < 1) {
        return untilOne();
      }
      tokens--;
      return Duration.ZERO;
    }

    synchronized Duration waitFor(long now) {
      fill(now);
      return tokens < 1 ? untilOne() : Duration.ZERO;
    }

    synchronized boolean isFull(long now) {
      fill(now);
      return tokens >= rate.burst();
    }

    private void fill(long now) {
      double seconds = Math.max(0, now - filledAt) / 1e9;
      tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
      filledAt = now;
    }

    private Duration untilOne() {
      return Duration.ofNanos((long) Math.ceil((1 - tokens) / rate.perSecond() * 1e9));
    }
  }
}
