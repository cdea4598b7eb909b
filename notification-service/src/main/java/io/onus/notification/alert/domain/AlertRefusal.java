package io.onus.notification.alert.domain;

import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.Map;

/** Why an alert does not move. */
public sealed interface AlertRefusal extends Refusal {

  record NothingToAlert() implements AlertRefusal {
    @Override
    public String kind() {
      return "nothing-to-alert";
    }

    @Override
    public String message() {
      return "No alert is open here.";
    }
  }

  record AlertAlreadyAcknowledged(String by, Instant at) implements AlertRefusal {
    @Override
    public String kind() {
      return "alert-already-acknowledged";
    }

    @Override
    public String message() {
      return by + " has acknowledged this alert; it stays silent until the next milestone.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("acknowledgedBy", by, "acknowledgedAt", at);
    }
  }

  /**
   * @param because why, in words
   */
  record NobodyIsNext(String because) implements AlertRefusal {
    @Override
    public String kind() {
      return "nobody-is-next";
    }

    @Override
    public String message() {
      return "There is nobody left to tell: "
          + because
          + ". A fallback contact or another step of the policy would be told.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("because", because);
    }
  }

  record AlertAlreadyResolved(String reason, Instant at) implements AlertRefusal {
    @Override
    public String kind() {
      return "alert-already-resolved";
    }

    @Override
    public String message() {
      return "This alert is over: " + reason + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("resolution", reason, "resolvedAt", at);
    }
  }

  record SilenceInThePast(Instant until) implements AlertRefusal {
    @Override
    public String kind() {
      return "silence-in-the-past";
    }

    @Override
    public String message() {
      return "The silence would have ended at " + until + "; name an instant ahead.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("until", until);
    }
  }

  record SilenceTooLong(Instant until, Instant latest) implements AlertRefusal {
    @Override
    public String kind() {
      return "silence-too-long";
    }

    @Override
    public String message() {
      return "A silence ends by " + latest + "; snooze again then, or resolve the alert.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("until", until, "latest", latest);
    }
  }

  /** A promise would break while nobody is to be told. */
  record SilenceAcrossDeadline(Instant until, Instant dueAt) implements AlertRefusal {
    @Override
    public String kind() {
      return "silence-across-deadline";
    }

    @Override
    public String message() {
      return "The promise breaks at "
          + dueAt
          + ", within the silence. Snooze until then at most, or say acrossDeadline: true.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("until", until, "dueAt", dueAt);
    }
  }
}
