package io.onus.sla.promise.domain;

import io.onus.kit.decide.Refusal;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Verdict;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a promise cannot be renegotiated or excused this way. */
public sealed interface PromiseRefusal extends Refusal {

  /** One is answered before the next is made. */
  record ProposalOpen(int number, Instant dueAt, Side awaiting) implements PromiseRefusal {
    @Override
    public String kind() {
      return "proposal-open";
    }

    @Override
    public String message() {
      return "Proposal "
          + number
          + " of this clock, "
          + dueAt
          + ", awaits the "
          + awaiting
          + "'s answer. Accept, counter, decline or withdraw it first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("number", number, "dueAt", dueAt, "awaiting", awaiting);
    }
  }

  record OwnProposal(Side side, Side awaiting) implements PromiseRefusal {
    @Override
    public String kind() {
      return "own-proposal";
    }

    @Override
    public String message() {
      return "The proposal is your own side's, or your own. Somebody of the other side must answer"
          + " it; you can withdraw it.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("side", side, "awaiting", awaiting);
    }
  }

  record NotOwnProposal(String department) implements PromiseRefusal {
    @Override
    public String kind() {
      return "not-own-proposal";
    }

    @Override
    public String message() {
      return "Only " + department + ", who proposed it, withdraws it. Accept, counter or decline.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("department", department);
    }
  }

  record ProposalAnswered(String how, Instant at, String by) implements PromiseRefusal {
    @Override
    public String kind() {
      return "proposal-already-answered";
    }

    @Override
    public String message() {
      return "This proposal was " + how + " by " + by + " at " + at + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("how", how, "answeredAt", at, "answeredBy", by);
    }
  }

  record ProposalLapsed(Proposal.Because because, @Nullable Instant at) implements PromiseRefusal {
    @Override
    public String kind() {
      return "proposal-lapsed";
    }

    @Override
    public String message() {
      return "Nobody answered this proposal in time: "
          + switch (because) {
            case CLOCK_FINISHED -> "the clock has finished.";
            case CLOCK_CANCELLED -> "the clock was cancelled.";
            case CLOCK_BREACHED -> "the promise is broken. Ask for a waiver instead.";
            case CLOCK_WAIVED -> "the promise was excused.";
            case TRANSFERRED -> "who proposed it has handed the request on. Propose anew.";
            case DUE_PASSED -> "the proposed instant has passed. Propose anew.";
          };
    }

    @Override
    public Map<String, Object> facts() {
      return at == null ? Map.of("because", because) : Map.of("because", because, "at", at);
    }
  }

  record ClockFinished(Instant at, Verdict verdict) implements PromiseRefusal {
    @Override
    public String kind() {
      return "clock-finished";
    }

    @Override
    public String message() {
      return "This clock finished at " + at + ": there is nothing left to promise.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("finishedAt", at, "verdict", verdict);
    }
  }

  record ClockCancelled(Instant at) implements PromiseRefusal {
    @Override
    public String kind() {
      return "clock-cancelled";
    }

    @Override
    public String message() {
      return "This clock was cancelled at " + at + ": there is nothing left to promise.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("cancelledAt", at);
    }
  }

  record ClockBreached(Instant dueAt) implements PromiseRefusal {
    @Override
    public String kind() {
      return "clock-breached";
    }

    @Override
    public String message() {
      return "This promise was due at "
          + dueAt
          + " and is broken. Ask for a waiver instead, with POST /clocks/{id}/waiver.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("brokenAt", dueAt);
    }
  }

  record ClockWaived() implements PromiseRefusal {
    @Override
    public String kind() {
      return "clock-waived";
    }

    @Override
    public String message() {
      return "This promise was excused already.";
    }
  }

  record DueInThePast(Instant dueAt, Instant now) implements PromiseRefusal {
    @Override
    public String kind() {
      return "due-in-the-past";
    }

    @Override
    public String message() {
      return "dueAt must lie ahead. " + dueAt + " does not.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("dueAt", dueAt, "now", now);
    }
  }

  record DueNotDifferent(Instant dueAt) implements PromiseRefusal {
    @Override
    public String kind() {
      return "due-not-different";
    }

    @Override
    public String message() {
      return dueAt + " is what stands there already. Name another instant, or accept it.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("dueAt", dueAt);
    }
  }

  record DueOutOfReach(Instant dueAt, Instant latest) implements PromiseRefusal {
    @Override
    public String kind() {
      return "due-out-of-reach";
    }

    @Override
    public String message() {
      return "Nothing is promised more than ten years ahead: dueAt may be up to " + latest + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("dueAt", dueAt, "latest", latest);
    }
  }

  record WaiverAsked(Instant at, String by) implements PromiseRefusal {
    @Override
    public String kind() {
      return "waiver-asked-already";
    }

    @Override
    public String message() {
      return by + " asked for a waiver of this clock at " + at + ", and awaits the answer.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("askedAt", at, "askedBy", by);
    }
  }

  record WaiverAnswered(String how, Instant at, String by) implements PromiseRefusal {
    @Override
    public String kind() {
      return "waiver-already-answered";
    }

    @Override
    public String message() {
      return "This waiver was " + how + " by " + by + " at " + at + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("how", how, "answeredAt", at, "answeredBy", by);
    }
  }

  record WaiverLapsed(Waiver.Because because, Instant at) implements PromiseRefusal {
    @Override
    public String kind() {
      return "waiver-lapsed";
    }

    @Override
    public String message() {
      return switch (because) {
        case CLOCK_FINISHED ->
            "The clock finished unbroken at " + at + ": nothing is to be excused.";
        case CLOCK_CANCELLED ->
            "The clock was cancelled unbroken at " + at + ": nothing is to be excused.";
      };
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("because", because, "at", at);
    }
  }

  record NothingToExcuse(Verdict verdict) implements PromiseRefusal {
    @Override
    public String kind() {
      return "nothing-to-excuse";
    }

    @Override
    public String message() {
      return "A waiver is for a promise that is broken or may yet be, and the verdict here is "
          + verdict
          + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("verdict", verdict);
    }
  }

  record OwnWaiver(String obligor, String other) implements PromiseRefusal {
    @Override
    public String kind() {
      return "own-waiver";
    }

    @Override
    public String message() {
      return "Nobody excuses themselves: a lead of "
          + other
          + " who does not lead "
          + obligor
          + " too, and did not ask for it, must answer.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("obligor", obligor, "other", other);
    }
  }
}
