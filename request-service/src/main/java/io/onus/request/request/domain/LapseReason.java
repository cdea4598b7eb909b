package io.onus.request.request.domain;

/** Why a request closed although its requester did not say so. */
public enum LapseReason {
  /** A question stayed unanswered for longer than was agreed. */
  NO_REPLY,
  /** An answer was not objected to in the agreed time: silence is consent. */
  SILENCE
}
