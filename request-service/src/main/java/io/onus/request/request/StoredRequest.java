package io.onus.request.request;

import io.onus.request.request.domain.Request;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is kept.
 *
 * @param facts how many things have happened to it
 * @param sequence how many of them were told as events
 * @param lastFactAt the latest time of any of them
 * @param waitingOn the open requests that were made for this one
 * @param archivedAt since when it can only be read
 */
public record StoredRequest(
    Request state,
    int version,
    int facts,
    int sequence,
    Instant lastFactAt,
    Instant updatedAt,
    List<Child> waitingOn,
    @Nullable Instant archivedAt) {

  /** An open request this one waits for. */
  public record Child(UUID id, String number, String to, String status) {}

  public StoredRequest {
    waitingOn = List.copyOf(waitingOn);
  }

  /** One that is not archived. */
  StoredRequest(
      Request state,
      int version,
      int facts,
      int sequence,
      Instant lastFactAt,
      Instant updatedAt,
      List<Child> waitingOn) {
    this(state, version, facts, sequence, lastFactAt, updatedAt, waitingOn, null);
  }

  public UUID id() {
    return state.work().about().id();
  }

  public String number() {
    return state.work().about().number();
  }
}
