package io.onus.notification.channel.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads an HTTP status the way Standard Webhooks asks for. */
public final class HttpAnswer {

  private static final int LONGEST_SECONDS = 9;

  private HttpAnswer() {}

  /**
   * @param retryAfter the header's value, in seconds or as an HTTP date; what is neither counts as
   *     absent
   */
  public static Answer of(int status, @Nullable String retryAfter, Instant now) {
    String reason = "answered " + status;
    if (status >= 200 && status < 300) {
      return new Answer.Taken(reason);
    }
    if (isTemporary(status)) {
      return new Answer.RefusedForNow(reason, notBefore(retryAfter, now));
    }
    if (status == 410) {
      return new Answer.RefusedForGood(reason + ": gone", true);
    }
    if (status >= 300 && status < 400) {
      return new Answer.RefusedForGood(reason + ": redirects are not followed", false);
    }
    return new Answer.RefusedForGood(reason, false);
  }

  private static boolean isTemporary(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  private static @Nullable Instant notBefore(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    String value = retryAfter.strip();
    if (value.matches("[0-9]+")) {
      // A number too long to add is a wish for never; the schedule's own limit answers it.
      return value.length() > LONGEST_SECONDS
          ? Instant.MAX
          : now.plusSeconds(Long.parseLong(value));
    }
    try {
      return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
