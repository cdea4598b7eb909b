package io.onus.kit.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent 1.0 with the extensions this suite uses.
 *
 * @param time when it happened
 * @param recordedTime when it was recorded (extension {@code recordedtime})
 * @param sequence counts per source and subject, from 1; written as 12 digits
 * @param causationId the event that caused this one
 */
public record CloudEvent(
    UUID id,
    String source,
    String type,
    String subject,
    Instant time,
    Instant recordedTime,
    long sequence,
    @Nullable String correlationId,
    @Nullable UUID causationId,
    JsonNode data) {

  public String sequenceText() {
    return String.format(Locale.ROOT, "%012d", sequence);
  }
}
