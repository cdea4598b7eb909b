package io.onus.sla.calendar.domain;

import java.time.DateTimeException;

/** An instant, or the end of some work, that lies outside the years any calendar is kept for. */
public final class OutOfReachException extends DateTimeException {

  private static final long serialVersionUID = 1L;

  OutOfReachException(String message) {
    super(message);
  }
}
