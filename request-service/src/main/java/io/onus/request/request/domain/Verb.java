package io.onus.request.request.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every move there is: its name in the API, the states that allow it, and who may make it. */
public enum Verb {
  SUBMIT("submit", Request.Submittable.class, Party.REQUESTER),
  ACCEPT("accept", Request.Acceptable.class, Party.PROVIDER),
  START("start", Request.Startable.class, Party.PROVIDER),
  ASK("ask", Request.InHand.class, Party.PROVIDER),
  ANSWER("answer", Request.Answerable.class, Party.REQUESTER),
  RETURN("return", Request.Returnable.class, Party.PROVIDER),
  RESUBMIT("resubmit", Request.Resubmittable.class, Party.REQUESTER),
  CONTEST("contest", Request.Contestable.class, Party.REQUESTER),
  ASSIGN("assign", Request.Assignable.class, Party.PROVIDER),
  TRANSFER("transfer", Request.InHand.class, Party.PROVIDER),
  ACCEPT_TRANSFER("accept-transfer", Request.InHand.class, Party.RECEIVER),
  REFUSE_TRANSFER("refuse-transfer", Request.InHand.class, Party.RECEIVER),
  PRIORITIZE("prioritize", Request.Prioritizable.class, Party.REQUESTER, Party.PROVIDER),
  RESOLVE("resolve", Request.InHand.class, Party.PROVIDER),
  REOPEN("reopen", Request.Reopenable.class, Party.REQUESTER),
  CLOSE("close", Request.Closable.class, Party.REQUESTER),
  DECLINE("decline", Request.InHand.class, Party.PROVIDER),
  CANCEL("cancel", Request.Cancellable.class, Party.REQUESTER),
  MESSAGE("messages", Request.Discussable.class, Party.REQUESTER, Party.PROVIDER);

  private final String path;
  private final Class<?> move;
  private final Set<Party> parties;

  Verb(String path, Class<?> move, Party... parties) {
    this.path = path;
    this.move = move;
    this.parties = Set.of(parties);
  }

  public String path() {
    return path;
  }

  public Set<Party> parties() {
    return parties;
  }

  /** The side that makes this move, or none where both do. */
  public @Nullable Side side() {
    if (parties.size() > 1) {
      return null;
    }
    return parties.contains(Party.REQUESTER) ? Side.REQUESTER : Side.PROVIDER;
  }

  /** Whether the request, as it stands, allows this move to whoever may make it. */
  public boolean isAllowedIn(Request request) {
    return move.isInstance(request)
        && switch (this) {
          case ACCEPT_TRANSFER, REFUSE_TRANSFER -> request.work().transfer() != null;
          case MESSAGE -> request.work().wasSubmitted();
          case SUBMIT,
              ACCEPT,
              START,
              ASK,
              ANSWER,
              RETURN,
              RESUBMIT,
              CONTEST,
              ASSIGN,
              TRANSFER,
              PRIORITIZE,
              RESOLVE,
              REOPEN,
              CLOSE,
              DECLINE,
              CANCEL ->
              true;
        };
  }

  /** The moves the request allows now; a message moves nothing, so it is not among them. */
  public static List<Verb> allowedIn(Request request) {
    return Arrays.stream(values())
        .filter(verb -> verb != MESSAGE && verb.isAllowedIn(request))
        .toList();
  }
}
