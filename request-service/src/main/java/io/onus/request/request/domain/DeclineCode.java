package io.onus.request.request.domain;

/** Why a provider says no. */
public enum DeclineCode {
  OUT_OF_SCOPE,
  DUPLICATE,
  NOT_ENTITLED
}
