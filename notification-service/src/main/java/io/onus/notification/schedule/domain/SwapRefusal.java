package io.onus.notification.schedule.domain;

import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Why a shift does not change hands. */
public sealed interface SwapRefusal extends Refusal {

  record SwapWithOneself() implements SwapRefusal {
    @Override
    public String kind() {
      return "swap-with-oneself";
    }

    @Override
    public String message() {
      return "A swap takes two: name somebody else.";
    }
  }

  /** What has begun is not handed on; the rest of it can be. */
  record ShiftBegun(Instant start, Instant now) implements SwapRefusal {
    @Override
    public String kind() {
      return "shift-begun";
    }

    @Override
    public String message() {
      return "What is swapped must lie ahead, and " + start + " does not. Name the rest of it.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("start", start, "now", now);
    }
  }

  record NotOnCallThen(String person, Span span) implements SwapRefusal {
    @Override
    public String kind() {
      return "not-on-call-then";
    }

    @Override
    public String message() {
      return person
          + " is not on call all the time from "
          + span.start()
          + " until "
          + span.end()
          + ", so there is no such shift to hand on.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("person", person, "start", span.start(), "end", span.end());
    }
  }

  /** Two people on call would become one. */
  record OnCallAlready(String person, Span span) implements SwapRefusal {
    @Override
    public String kind() {
      return "on-call-already";
    }

    @Override
    public String message() {
      return person
          + " is on call already at times from "
          + span.start()
          + " until "
          + span.end()
          + " and cannot be twice.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("person", person, "start", span.start(), "end", span.end());
    }
  }

  record SwapOver(String how) implements SwapRefusal {
    @Override
    public String kind() {
      return "swap-over";
    }

    @Override
    public String message() {
      return "This swap was " + how.toLowerCase(Locale.ROOT) + " already.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("swap", how);
    }
  }

  record SwapTooLate(Instant expiredAt) implements SwapRefusal {
    @Override
    public String kind() {
      return "swap-too-late";
    }

    @Override
    public String message() {
      return "Nobody answered this before " + expiredAt + ", and now it is too late.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("expiredAt", expiredAt);
    }
  }

  record SwapStillOpen(Instant expiresAt) implements SwapRefusal {
    @Override
    public String kind() {
      return "swap-still-open";
    }

    @Override
    public String message() {
      return "This can be answered until " + expiresAt + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("expiresAt", expiresAt);
    }
  }

  record TooManyOpenSwaps(int most) implements SwapRefusal {
    @Override
    public String kind() {
      return "too-many-open-swaps";
    }

    @Override
    public String message() {
      return most + " swaps of this schedule await an answer; withdraw one first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("most", most);
    }
  }
}
