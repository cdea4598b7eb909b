package io.onus.notification.channel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void successIsTaken(int status) {
    assertThat(HttpAnswer.of(status, null, NOW)).isEqualTo(new Answer.Taken("answered " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
  void whatMayPassIsTriedAgain(int status) {
    assertThat(HttpAnswer.of(status, null, NOW))
        .isEqualTo(new Answer.RefusedForNow("answered " + status, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 413, 422})
  void whatWillNotPassIsNotTriedAgain(int status) {
    assertThat(HttpAnswer.of(status, null, NOW))
        .isEqualTo(new Answer.RefusedForGood("answered " + status, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void aRedirectIsNotTriedAgain(int status) {
    assertThat(HttpAnswer.of(status, null, NOW))
        .isEqualTo(
            new Answer.RefusedForGood(
                "answered " + status + ": redirects are not followed", false));
  }

  @Test
  void goneMeansTheAddressIsUsedNoMore() {
    assertThat(HttpAnswer.of(410, null, NOW))
        .isEqualTo(new Answer.RefusedForGood("answered 410: gone", true));
  }

  @Test
  void retryAfterIsReadInSecondsAndAsADate() {
    assertThat(notBefore("120")).isEqualTo(NOW.plusSeconds(120));
    assertThat(notBefore("0")).isEqualTo(NOW);
    assertThat(notBefore("Mon, 23 Nov 2026 10:05:00 GMT")).isEqualTo(NOW.plusSeconds(300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "2026-11-23T10:05:00Z"})
  void aRetryAfterThatMeansNothingCountsAsAbsent(String value) {
    assertThat(HttpAnswer.of(429, value, NOW))
        .isEqualTo(new Answer.RefusedForNow("answered 429", null));
  }

  @Test
  void aRetryAfterTooLongToAddMeansNever() {
    assertThat(notBefore("99999999999999999999")).isEqualTo(Instant.MAX);
  }

  private static Instant notBefore(String retryAfter) {
    return ((Answer.RefusedForNow) HttpAnswer.of(429, retryAfter, NOW)).notBefore();
  }
}
