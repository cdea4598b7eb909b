package io.onus.notification.channel.chat.domain;

import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.HttpAnswer;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what an incoming webhook answers: a status, and one word in the body that says why. */
public final class ChatAnswer {

  private static final Pattern WORD = Pattern.compile("[a-z]+(?:_[a-z]+)*");

  private ChatAnswer() {}

  /**
   * @param said the body
   */
  public static Answer of(int status, @Nullable String retryAfter, String said, Instant now) {
    String word = said.strip();
    String why = word.length() <= 40 && WORD.matcher(word).matches() ? ": " + word : "";
    return switch (HttpAnswer.of(status, retryAfter, now)) {
      case Answer.Taken taken -> taken;
      case Answer.RefusedForNow(String reason, Instant notBefore) ->
          new Answer.RefusedForNow(reason + why, notBefore);
      case Answer.RefusedForGood(String reason, boolean gone) ->
          new Answer.RefusedForGood("answered " + status + why, gone || isGone(status, word));
    };
  }

  /** The room, the app or the whole workspace is not there any more, or takes nothing any more. */
  private static boolean isGone(int status, String word) {
    return status == 404
        || switch (word) {
          case "channel_is_archived",
              "channel_not_found",
              "no_service",
              "no_service_id",
              "no_team",
              "team_disabled",
              "invalid_token" ->
              true;
          default -> false;
        };
  }
}
