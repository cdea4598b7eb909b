package io.onus.request.request.domain;

/** The side that must move next. */
public enum Onus {
  PROVIDER,
  REQUESTER,
  NOBODY
}
