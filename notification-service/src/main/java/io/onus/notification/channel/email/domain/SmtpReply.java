package io.onus.notification.channel.email.domain;

import io.onus.notification.channel.domain.Answer;
import java.util.Set;

/**
 * What a mail server said to a letter it did not take.
 *
 * @param text the server's own words, its code in front
 */
public record SmtpReply(int code, String text) {

  private static final int LONGEST_TEXT = 300;

  /**
   * Permanent answers that speak of us (sign-in, encryption), not of the letter: mending them lets
   * it through.
   */
  private static final Set<Integer> ABOUT_US = Set.of(530, 534, 535, 538);

  public SmtpReply {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    text = line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 1) + "…";
  }

  public Answer answer() {
    String reason = "the mail server answered " + text;
    return code >= 500 && code < 600 && !ABOUT_US.contains(code)
        ? new Answer.RefusedForGood(reason, false)
        : new Answer.RefusedForNow(reason, null);
  }
}
