package io.onus.notification.channel.pager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagerAnswerTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Secret KEY = new Secret("0123456789abcdef0123456789ABCDEF");

  @Test
  void acceptedIsTaken() {
    assertThat(answer(202, "Event processed")).isEqualTo(new Answer.Taken("answered 202"));
  }

  @Test
  void anEventThatIsWrongStaysWrong() {
    assertThat(answer(400, "'payload.severity' is missing\nor blank"))
        .isEqualTo(
            new Answer.RefusedForGood(
                "answered 400: 'payload.severity' is missing or blank", false));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void tooManyAndTheirOwnErrorsPass(int status) {
    assertThat(answer(status, "")).isEqualTo(new Answer.RefusedForNow("answered " + status, null));
  }

  @Test
  void theKeyIsNotRepeated() {
    assertThat(answer(400, "Invalid routing key " + KEY.value()).toString())
        .contains("Invalid routing key (the key)")
        .doesNotContain(KEY.value());
  }

  @Test
  void aKeyHasThirtyTwoLettersAndDigits() {
    assertThat(RoutingKey.wrong(KEY.value())).isEmpty();
    assertThat(RoutingKey.wrong("R0123456789ABCDEF0123456789ABCDE")).isEmpty();
    assertThat(RoutingKey.wrong(KEY.value() + "0")).isPresent();
    assertThat(RoutingKey.wrong("0123456789abcdef0123456789ABCDE ")).isPresent();
    assertThat(RoutingKey.wrong("")).hasValueSatisfying(wrong -> assertThat(wrong).contains("32"));
  }

  private static Answer answer(int status, String said) {
    return PagerAnswer.of(status, null, said, KEY, NOW);
  }
}
