package io.onus.sla.clock.domain;

import io.onus.kit.decide.NameBasedIds;
import io.onus.sla.agreement.domain.Metric;
import java.util.Locale;
import java.util.UUID;

/**
 * Ids that follow from what they name, so that a rebuild or a second detection gives the same ones.
 */
public final class ClockIds {

  private ClockIds() {}

  /**
   * @param round from 1; the first one of a cycle does not say so in its id
   */
  public static UUID clock(UUID requestId, Metric metric, int cycle, int round) {
    return round == 1
        ? NameBasedIds.of(requestId, metric.name(), String.valueOf(cycle))
        : NameBasedIds.of(requestId, metric.name(), String.valueOf(cycle), String.valueOf(round));
  }

  /** The same for questions that say the same, however they are spaced or capitalised. */
  static UUID question(UUID requestId, String text) {
    return NameBasedIds.of(
        requestId, "question", text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
  }

  /** An act is named by the request and its number. */
  public static UUID act(UUID requestId, int number) {
    return NameBasedIds.of(requestId, "act", String.valueOf(number));
  }

  /**
   * A milestone's or a retraction's id follows from clock, type, percent, due instant and revision;
   * any other's from clock, type and the fact that caused it, and from the revision once there is
   * one.
   */
  public static UUID event(ClockEvent event) {
    return event(event, event.type());
  }

  /** The id of the breach that a retraction takes back. */
  public static UUID breachTakenBack(ClockEvent retraction) {
    return event(retraction, ClockEvent.Type.BREACHED);
  }

  private static UUID event(ClockEvent event, ClockEvent.Type type) {
    ClockFace face = event.face();
    RequestFact cause = event.cause();
    if (type.isMilestone() || type == ClockEvent.Type.BREACH_RETRACTED) {
      return NameBasedIds.of(
          face.id(),
          type.name(),
          String.valueOf(event.percent()),
          String.valueOf(face.dueAt()),
          String.valueOf(face.revision()));
    }
    if (cause == null) {
      throw new IllegalStateException(type + " needs a cause");
    }
    String caused = cause.eventId().toString();
    // A late fact can make true again what an earlier one had undone; that is another event.
    return face.revision() == 0
        ? NameBasedIds.of(face.id(), type.name(), caused)
        : NameBasedIds.of(face.id(), type.name(), caused, String.valueOf(face.revision()));
  }
}
