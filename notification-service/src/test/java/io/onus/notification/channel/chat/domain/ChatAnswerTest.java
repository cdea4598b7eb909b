package io.onus.notification.channel.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.channel.domain.Answer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The words and their statuses are Slack's:
 * https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks.
 */
class ChatAnswerTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void successIsTaken() {
    assertThat(answer(200, "ok")).isEqualTo(new Answer.Taken("answered 200"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_payload, false",
    "400, user_not_found, false",
    "403, action_prohibited, false",
    "404, channel_not_found, true",
    "410, channel_is_archived, true",
    "404, no_service, true",
    "403, no_service, true",
    "403, invalid_token, true",
    "403, team_disabled, true"
  })
  void aRefusalSaysWhyAndWhetherTheRoomIsGone(int status, String word, boolean gone) {
    assertThat(answer(status, word))
        .isEqualTo(new Answer.RefusedForGood("answered " + status + ": " + word, gone));
  }

  @Test
  void whatMayPassIsTriedAgain() {
    assertThat(answer(500, "rollup_error"))
        .isEqualTo(new Answer.RefusedForNow("answered 500: rollup_error", null));
    assertThat(ChatAnswer.of(429, "30", "rate_limited", NOW))
        .isEqualTo(new Answer.RefusedForNow("answered 429: rate_limited", NOW.plusSeconds(30)));
  }

  @Test
  void whatIsNoWordIsNotRepeated() {
    assertThat(answer(400, "<html>Lena's <b>secret</b></html>"))
        .isEqualTo(new Answer.RefusedForGood("answered 400", false));
    assertThat(answer(404, "")).isEqualTo(new Answer.RefusedForGood("answered 404", true));
  }

  private static Answer answer(int status, String said) {
    return ChatAnswer.of(status, null, said, NOW);
  }
}
