package io.onus.request.request.domain;

/** Why a requester asks again. */
public enum ReopenCode {
  NOT_ANSWERED,
  INCOMPLETE,
  NEW_INFORMATION
}
