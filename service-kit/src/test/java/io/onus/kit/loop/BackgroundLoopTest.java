package io.onus.kit.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.test.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final AtomicInteger steps = new AtomicInteger();

  @Test
  void aLoopThatParksIsWoken() {
    try (BackgroundLoop loop = new BackgroundLoop("test", this::step).start()) {
      Await.until("the first step", () -> steps.get() == 1);

      loop.wake();

      Await.until("the second step", () -> steps.get() == 2);
    }
  }

  @Test
  void aWakeUpDuringAStepIsNotLost() throws InterruptedException {
    CountDownLatch inStep = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (BackgroundLoop loop =
        new BackgroundLoop(
                "test",
                () -> {
                  if (steps.incrementAndGet() == 1) {
                    inStep.countDown();
                    goOn.await();
                  }
                  return LONG;
                })
            .start()) {
      assertThat(inStep.await(30, TimeUnit.SECONDS)).isTrue();

      loop.wake();
      goOn.countDown();

      Await.until("another step", () -> steps.get() == 2);
    }
  }

  @Test
  void aStepThatFailsIsTriedAgainWhateverItThrows() {
    try (BackgroundLoop loop =
        new BackgroundLoop(
                "test",
                () -> {
                  switch (steps.incrementAndGet()) {
                    case 1 -> throw new IllegalStateException("an exception");
                    case 2 -> throw new AssertionError("an error");
                    default -> {
                      return LONG;
                    }
                  }
                })
            .start()) {
      Await.until("a third step", () -> steps.get() == 3);
    }
  }

  @Test
  void aLoopThatNeverParksEndsWhenItIsClosed() {
    BackgroundLoop loop =
        new BackgroundLoop(
                "test",
                () -> {
                  steps.incrementAndGet();
                  return Duration.ZERO;
                })
            .start();
    Await.until("it runs", () -> steps.get() > 10);

    loop.close();

    int last = steps.get();
    assertThat(steps).hasValue(last);
    assertThat(Thread.getAllStackTraces().keySet()).noneMatch(t -> t.getName().equals("test"));
  }

  @Test
  void aLoopMayCloseItself() {
    BackgroundLoop[] self = new BackgroundLoop[1];
    self[0] =
        new BackgroundLoop(
            "self",
            () -> {
              steps.incrementAndGet();
              self[0].close();
              return Duration.ZERO;
            });

    self[0].start();

    Await.until(
        "the thread ended",
        () ->
            steps.get() == 1
                && Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(t -> t.getName().equals("self")));
  }

  private Duration step() {
    steps.incrementAndGet();
    return LONG;
  }
}
