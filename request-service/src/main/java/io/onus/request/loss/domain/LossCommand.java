package io.onus.request.loss.domain;

import io.onus.request.request.domain.By;
import io.onus.request.request.domain.Side;

/** What a lead wants to happen to a claimed loss. */
public sealed interface LossCommand {

  By by();

  /** The name in the API. */
  String path();

  /** The side whose word this is. */
  Side of(Claim claim);

  record Confirm(By by) implements LossCommand {
    @Override
    public String path() {
      return "confirm";
    }

    @Override
    public Side of(Claim claim) {
      return other(claim);
    }
  }

  record Dispute(By by, String reason) implements LossCommand {
    @Override
    public String path() {
      return "dispute";
    }

    @Override
    public Side of(Claim claim) {
      return other(claim);
    }
  }

  record Withdraw(By by) implements LossCommand {
    @Override
    public String path() {
      return "withdraw";
    }

    @Override
    public Side of(Claim claim) {
      return claim.by();
    }
  }

  private static Side other(Claim claim) {
    return claim.by() == Side.REQUESTER ? Side.PROVIDER : Side.REQUESTER;
  }
}
