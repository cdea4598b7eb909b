package io.onus.request.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One thing that happened elsewhere, in the shape of the event that would tell of it.
 *
 * @param line where it stood, for the answer
 * @param type in past tense: {@code asked}, or in full {@code io.onus.request.asked.v1}
 * @param body the fields of the type; others are not looked at
 */
public record PastFact(long line, Instant time, String type, JsonNode body) {

  private static final String PREFIX = "io.onus.request.";
  private static final String SUFFIX = ".v1";

  public PastFact {
    if (type.startsWith(PREFIX) && type.endsWith(SUFFIX)) {
      type = type.substring(PREFIX.length(), type.length() - SUFFIX.length());
    }
  }
}
