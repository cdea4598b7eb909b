package io.onus.notification.target;

import io.onus.notification.target.domain.OnCall;
import java.time.Instant;

/** Whom a target that names a schedule means. */
public interface OnCallLookup {

  /** Who is on call at an instant, or why nobody is. */
  OnCall onCall(String schedule, Instant at);

  boolean exists(String schedule);
}
