package io.onus.request.request.domain;

/** Where a request stands, and who must move next there. */
public enum Status {
  DRAFT(Onus.NOBODY),
  SUBMITTED(Onus.PROVIDER),
  RETURNED(Onus.REQUESTER),
  ACCEPTED(Onus.PROVIDER),
  IN_PROGRESS(Onus.PROVIDER),
  AWAITING_REQUESTER(Onus.REQUESTER),
  RESOLVED(Onus.REQUESTER),
  CLOSED(Onus.NOBODY),
  DECLINED(Onus.NOBODY),
  CANCELLED(Onus.NOBODY);

  private final Onus onus;

  Status(Onus onus) {
    this.onus = onus;
  }

  public Onus onus() {
    return onus;
  }

  /** Whether nobody is expected to work on the request any more. */
  public boolean isFinished() {
    return switch (this) {
      case RESOLVED, CLOSED, DECLINED, CANCELLED -> true;
      case DRAFT, SUBMITTED, RETURNED, ACCEPTED, IN_PROGRESS, AWAITING_REQUESTER -> false;
    };
  }
}
