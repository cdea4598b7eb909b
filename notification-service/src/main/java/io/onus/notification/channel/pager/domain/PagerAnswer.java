package io.onus.notification.channel.pager.domain;

import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Cut;
import io.onus.notification.channel.domain.HttpAnswer;
import io.onus.notification.channel.domain.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what a pager answers. */
public final class PagerAnswer {

  private static final int LONGEST_WHY = 200;

  private PagerAnswer() {}

  /**
   * @param said why it was refused, in the pager's words; empty where it said nothing
   */
  public static Answer of(
      int status, @Nullable String retryAfter, String said, Secret routingKey, Instant now) {
    // Reasons are logged and shown.
    String line =
        said.replace(routingKey.value(), "(the key)").replaceAll("\\p{Cntrl}+", " ").strip();
    String why = line.isEmpty() ? "" : ": " + Cut.to(LONGEST_WHY, line);
    return switch (HttpAnswer.of(status, retryAfter, now)) {
      case Answer.Taken taken -> taken;
      case Answer.RefusedForNow(String reason, Instant notBefore) ->
          new Answer.RefusedForNow(reason + why, notBefore);
      case Answer.RefusedForGood(String reason, boolean gone) ->
          new Answer.RefusedForGood(reason + why, gone);
    };
  }
}
