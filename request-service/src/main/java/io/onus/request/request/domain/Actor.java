package io.onus.request.request.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who acts, and for which department.
 *
 * @param onBehalfOf the person an integrated system speaks for
 */
public record Actor(String id, String department, Kind kind, @Nullable String onBehalfOf) {

  public enum Kind {
    HUMAN,
    ROBOT,
    SYSTEM
  }

  /** The person meant: the one spoken for, if there is one. */
  public String person() {
    return onBehalfOf == null ? id : onBehalfOf;
  }
}
