package io.onus.notification.schedule.domain;

/** A move in agreeing on a swap; whose move it may be is asked before. */
public sealed interface SwapCommand {

  record AcceptSwap() implements SwapCommand {}

  record DeclineSwap() implements SwapCommand {}

  record WithdrawSwap() implements SwapCommand {}

  /** Time has passed. */
  record ExpireSwap() implements SwapCommand {}
}
