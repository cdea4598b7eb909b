package io.onus.kit.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketsTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void aBurstPassesAndTheCallAfterItWaits() {
    // Given
    Buckets<String> buckets = new Buckets<>(new Rate(2, 3), 10, 0);

    // When
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("ada", 0)).isZero();
    }

    // Then
    assertThat(buckets.take("ada", 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(buckets.take("ada", SECOND / 2)).isZero();
    assertThat(buckets.take("ada", SECOND / 2)).isPositive();
  }

  @Test
  void aCallThatWasRefusedCostsNothing() {
    // Given
    Buckets<String> buckets = new Buckets<>(new Rate(1, 1), 10, 0);
    buckets.take("ada", 0);

    // When
    for (int i = 0; i < 100; i++) {
      assertThat(buckets.take("ada", 1)).isPositive();
    }

    // Then
    assertThat(buckets.take("ada", SECOND)).isZero();
  }

  @Test
  void callersDoNotWaitForEachOther() {
    // Given
    Buckets<String> buckets = new Buckets<>(new Rate(1, 1), 10, 0);
    buckets.take("ada", 0);

    // Then
    assertThat(buckets.take("ada", 0)).isPositive();
    assertThat(buckets.take("ben", 0)).isZero();
  }

  @Test
  void lookingTakesNothing() {
    // Given
    Buckets<String> buckets = new Buckets<>(new Rate(1, 1), 10, 0);

    // Then
    assertThat(buckets.waitFor("ada", 0)).isZero();
    assertThat(buckets.size()).isZero();
    assertThat(buckets.take("ada", 0)).isZero();
    assertThat(buckets.waitFor("ada", 0)).isPositive();
  }

  @Test
  void aRestFillsTheBucketAndNoMore() {
    // Given
    Buckets<String> buckets = new Buckets<>(new Rate(1, 2), 10, 0);
    buckets.take("ada", 0);
    buckets.take("ada", 0);

    // Then
    long later = 1000 * SECOND;
    assertThat(buckets.take("ada", later)).isZero();
    assertThat(buckets.take("ada", later)).isZero();
    assertThat(buckets.take("ada", later)).isPositive();
  }

  @Test
  void whoRestedIsForgotten() {
    // Given
    Buckets<Integer> buckets = new Buckets<>(new Rate(1, 5), 10_000, 0);
    for (int caller = 0; caller < 1000; caller++) {
      buckets.take(caller, 0);
    }
    assertThat(buckets.size()).isEqualTo(1000);

    // When
    buckets.take(-1, 20 * SECOND);

    // Then
    assertThat(buckets.size()).isEqualTo(1);
  }

  @Test
  void pastTheBoundNewcomersShareOneBucket() {
    // Given
    Buckets<Integer> buckets = new Buckets<>(new Rate(1, 2), 10, 0);
    for (int caller = 0; caller < 10; caller++) {
      assertThat(buckets.take(caller, 0)).isZero();
    }

    // Then
    assertThat(buckets.take(11, 0)).isZero();
    assertThat(buckets.take(12, 0)).isZero();
    assertThat(buckets.take(13, 0)).isPositive();
    assertThat(buckets.take(0, 0)).as("one of the first").isZero();
    assertThat(buckets.size()).isEqualTo(10);
  }

  @Test
  void aRateWithoutABurstIsNone() {
    assertThatThrownBy(() -> new Rate(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(new Rate(0, 0).isUnlimited()).isTrue();
  }
}
