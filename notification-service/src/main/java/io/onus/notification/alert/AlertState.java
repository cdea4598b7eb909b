package io.onus.notification.alert;

import io.onus.notification.alert.domain.Alert;
import io.onus.notification.alert.domain.Alert.Acknowledged;
import io.onus.notification.alert.domain.Alert.Open;
import io.onus.notification.alert.domain.Alert.Quiet;
import io.onus.notification.alert.domain.Alert.Resolved;
import io.onus.notification.alert.domain.Alert.Snoozed;
import io.onus.notification.alert.domain.AlertClocks;
import io.onus.notification.domain.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The columns a state is kept in, and the state the columns mean. */
record AlertState(
    Status status,
    Severity severity,
    AlertClocks clocks,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable String resolution,
    @Nullable Instant resolvedAt,
    @Nullable Instant snoozedUntil,
    boolean acrossDeadline) {

  /** A state's name in SQL and in answers. */
  enum Status {
    OPEN,
    ACKNOWLEDGED,
    SNOOZED,
    RESOLVED
  }

  static AlertState of(Alert alert) {
    return switch (alert) {
      case Quiet quiet -> throw new IllegalStateException("where all is quiet nothing is stored");
      case Open(Severity severity, AlertClocks clocks) ->
          new AlertState(Status.OPEN, severity, clocks, null, null, null, null, null, false);
      case Acknowledged(Severity severity, AlertClocks clocks, String by, Instant at) ->
          new AlertState(Status.ACKNOWLEDGED, severity, clocks, by, at, null, null, null, false);
      case Snoozed(
              Severity severity,
              AlertClocks clocks,
              String by,
              Instant at,
              Instant until,
              boolean acrossDeadline) ->
          new AlertState(
              Status.SNOOZED, severity, clocks, by, at, null, null, until, acrossDeadline);
      case Resolved(Severity severity, AlertClocks clocks, String reason, Instant at) ->
          new AlertState(Status.RESOLVED, severity, clocks, null, null, reason, at, null, false);
    };
  }

  Alert alert() {
    return switch (status) {
      case OPEN -> new Open(severity, clocks);
      case ACKNOWLEDGED ->
          new Acknowledged(severity, clocks, present(acknowledgedBy), present(acknowledgedAt));
      case SNOOZED ->
          new Snoozed(
              severity,
              clocks,
              present(acknowledgedBy),
              present(acknowledgedAt),
              present(snoozedUntil),
              acrossDeadline);
      case RESOLVED -> new Resolved(severity, clocks, present(resolution), present(resolvedAt));
    };
  }

  private static <T> T present(@Nullable T column) {
    if (column == null) {
      throw new IllegalStateException("an alert lacks a column its status needs");
    }
    return column;
  }
}
