package io.onus.notification.verification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SentCodesTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void theFirstCodeMayBeSentAtOnce() {
    assertThat(new SentCodes(List.of(), List.of()).notBefore(NOW)).isEmpty();
  }

  @Test
  void codesToOneAddressAreAMinuteApart() {
    Instant sent = NOW.minusSeconds(20);

    assertThat(toAddress(sent).notBefore(NOW)).contains(NOW.plusSeconds(40));
    assertThat(toAddress(sent).notBefore(NOW.plusSeconds(40))).isEmpty();
  }

  @Test
  void whatWasSentElsewhereDoesNotMakeAnybodyWait() {
    assertThat(new SentCodes(List.of(), List.of(NOW)).notBefore(NOW)).isEmpty();
  }

  @Test
  void theEleventhWithinADayWaitsForTheFirstToBeADayOld() {
    List<Instant> hourly = hourly(10);

    assertThat(toAddress(hourly).notBefore(NOW))
        .contains(hourly.getLast().plus(Duration.ofDays(1)));
    assertThat(toAddress(hourly.subList(0, 9)).notBefore(NOW)).isEmpty();
  }

  @Test
  void aPersonWithManyAddressesHasABoundToo() {
    List<Instant> many =
        Stream.iterate(NOW.minusSeconds(60), at -> at.minusSeconds(600)).limit(40).toList();

    assertThat(new SentCodes(List.of(), many).notBefore(NOW))
        .contains(many.getLast().plus(Duration.ofDays(1)));
  }

  private static List<Instant> hourly(int count) {
    return Stream.iterate(NOW.minusSeconds(3600), at -> at.minusSeconds(3600))
        .limit(count)
        .toList();
  }

  private static SentCodes toAddress(Instant... sent) {
    return toAddress(List.of(sent));
  }

  private static SentCodes toAddress(List<Instant> sent) {
    return new SentCodes(sent, sent);
  }
}
