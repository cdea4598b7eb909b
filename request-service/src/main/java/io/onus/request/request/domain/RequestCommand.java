package io.onus.request.request.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody wants to happen to a request. */
public sealed interface RequestCommand {

  Actor by();

  Verb verb();

  /**
   * @param details the completed details; the draft's stand if there are none
   */
  record Submit(Actor by, @Nullable Details details) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.SUBMIT;
    }
  }

  record Accept(Actor by, @Nullable Instant expectedBy, @Nullable String text)
      implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.ACCEPT;
    }
  }

  record Start(Actor by) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.START;
    }
  }

  record Ask(Actor by, String text) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.ASK;
    }
  }

  record Answer(Actor by, String text) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.ANSWER;
    }
  }

  record Return(Actor by, String reason, List<String> missing) implements RequestCommand {
    public Return {
      missing = List.copyOf(missing);
    }

    @Override
    public Verb verb() {
      return Verb.RETURN;
    }
  }

  /**
   * @param details the completed details; what was there stands if there are none
   */
  record Resubmit(Actor by, @Nullable Details details) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.RESUBMIT;
    }
  }

  record Contest(Actor by, String reason) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.CONTEST;
    }
  }

  record Assign(Actor by, String person) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.ASSIGN;
    }
  }

  record ProposeTransfer(Actor by, Addressee to, String reason) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.TRANSFER;
    }
  }

  record AcceptTransfer(Actor by) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.ACCEPT_TRANSFER;
    }
  }

  record RefuseTransfer(Actor by, String reason) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.REFUSE_TRANSFER;
    }
  }

  record Prioritize(Actor by, Priority priority, String reason) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.PRIORITIZE;
    }
  }

  /**
   * @param requestQuality how complete and clear the request was, 1 to 5
   */
  record Resolve(Actor by, String resolution, @Nullable Integer requestQuality)
      implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.RESOLVE;
    }
  }

  record Reopen(Actor by, String reason, ReopenCode code) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.REOPEN;
    }
  }

  /**
   * @param rating how good the answer was, 1 to 5
   * @param reason why it closes where nobody said so, as silence after a resolution
   */
  record Close(
      Actor by, @Nullable Integer rating, @Nullable String comment, @Nullable String reason)
      implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.CLOSE;
    }
  }

  record Decline(Actor by, DeclineCode code, String reason) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.DECLINE;
    }
  }

  record Cancel(Actor by, String reason) implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.CANCEL;
    }
  }

  record PostMessage(Actor by, UUID messageId, String text, Visibility visibility)
      implements RequestCommand {
    @Override
    public Verb verb() {
      return Verb.MESSAGE;
    }
  }
}
