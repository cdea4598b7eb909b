package io.onus.request.request.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a request. {@link Public} events go to everybody who listens; {@link Private}
 * ones stay in the request's history, because nothing others count on has changed.
 */
public sealed interface RequestEvent {

  By by();

  /** The name in past tense, as in history and in the event's type. */
  String type();

  sealed interface Public extends RequestEvent {}

  sealed interface Private extends RequestEvent {}

  // ---- public

  record Submitted(By by, Details details) implements Public {
    @Override
    public String type() {
      return "submitted";
    }
  }

  record Accepted(By by, @Nullable Instant expectedBy, @Nullable String text) implements Public {
    @Override
    public String type() {
      return "accepted";
    }
  }

  record Started(By by) implements Public {
    @Override
    public String type() {
      return "started";
    }
  }

  record Asked(By by, String text) implements Public {
    @Override
    public String type() {
      return "asked";
    }
  }

  record Answered(By by, String text) implements Public {
    @Override
    public String type() {
      return "answered";
    }
  }

  record Returned(By by, String reason, List<String> missing) implements Public {
    @Override
    public String type() {
      return "returned";
    }
  }

  record Resubmitted(By by, Details details) implements Public {
    @Override
    public String type() {
      return "resubmitted";
    }
  }

  record Contested(By by, String reason) implements Public {
    @Override
    public String type() {
      return "contested";
    }
  }

  record Assigned(By by, String person) implements Public {
    @Override
    public String type() {
      return "assigned";
    }
  }

  record TransferProposed(By by, Addressee to, String reason) implements Public {
    @Override
    public String type() {
      return "transfer-proposed";
    }
  }

  record Transferred(By by, Addressee from) implements Public {
    @Override
    public String type() {
      return "transferred";
    }
  }

  record TransferRefused(By by, String reason) implements Public {
    @Override
    public String type() {
      return "transfer-refused";
    }
  }

  record Prioritized(By by, Priority fromPriority, String reason) implements Public {
    @Override
    public String type() {
      return "prioritized";
    }
  }

  record Resolved(By by, String resolution, @Nullable Integer requestQuality) implements Public {
    @Override
    public String type() {
      return "resolved";
    }
  }

  record Reopened(By by, String reason, ReopenCode code) implements Public {
    @Override
    public String type() {
      return "reopened";
    }
  }

  record Closed(By by, @Nullable Integer rating, @Nullable String comment, @Nullable String reason)
      implements Public {
    @Override
    public String type() {
      return "closed";
    }
  }

  record Declined(By by, DeclineCode code, String reason) implements Public {
    @Override
    public String type() {
      return "declined";
    }
  }

  record Cancelled(By by, String reason) implements Public {
    @Override
    public String type() {
      return "cancelled";
    }
  }

  record MessagePosted(By by, UUID messageId, String text, Visibility visibility)
      implements Public {
    @Override
    public String type() {
      return "message-posted";
    }
  }

  /** A side's lead says what the request has cost. */
  record LossClaimed(By by, int n, BigDecimal amount, String currency, String text)
      implements Public {
    @Override
    public String type() {
      return "loss-claimed";
    }
  }

  /** The other side's lead says that it is so. */
  record LossConfirmed(By by, int n, BigDecimal amount, String currency) implements Public {
    @Override
    public String type() {
      return "loss-confirmed";
    }
  }

  record LossDisputed(By by, int n, BigDecimal amount, String currency, String reason)
      implements Public {
    @Override
    public String type() {
      return "loss-disputed";
    }
  }

  record LossWithdrawn(By by, int n, BigDecimal amount, String currency) implements Public {
    @Override
    public String type() {
      return "loss-withdrawn";
    }
  }

  /** Nothing more is known of an imported request up to this instant. */
  record ImportFinished(By by, Instant asOf) implements Public {
    @Override
    public String type() {
      return "import-finished";
    }
  }

  // ---- private

  record Drafted(By by, List<String> missing) implements Private {
    @Override
    public String type() {
      return "drafted";
    }
  }

  record DraftPrioritized(By by, Priority fromPriority, Priority priority) implements Private {
    @Override
    public String type() {
      return "draft-prioritized";
    }
  }

  record DraftDiscarded(By by, String reason) implements Private {
    @Override
    public String type() {
      return "draft-discarded";
    }
  }

  record PriorityProposed(By by, Priority priority, String reason) implements Private {
    @Override
    public String type() {
      return "priority-proposed";
    }
  }

  /** Turned down by the other side, or taken back by the one that proposed it. */
  record PriorityProposalDropped(By by, Priority priority, String reason) implements Private {
    @Override
    public String type() {
      return "priority-proposal-dropped";
    }
  }
}
