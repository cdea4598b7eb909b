package io.onus.request.request.domain;

/** The two sides of a request. */
public enum Side {
  REQUESTER,
  PROVIDER
}
