package io.onus.kit.sql;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells failures that pass (connection, serialization, shutdown) from failures that a repeat cannot
 * mend.
 */
public final class SqlStates {

  public static final String UNIQUE_VIOLATION = "23505";

  private SqlStates() {}

  public static boolean isTransient(Throwable thrown) {
    return causes(thrown).anyMatch(SqlStates::passes);
  }

  /** The server gave a reason, and it is none that passes: a repeat fails the same way. */
  public static boolean isLasting(Throwable thrown) {
    return !isTransient(thrown)
        && causes(thrown).anyMatch(e -> e instanceof SQLException sql && sql.getSQLState() != null);
  }

  /** PostgreSQL keeps every character but U+0000. */
  public static boolean isUnstorableText(Throwable thrown) {
    return causes(thrown)
        .anyMatch(
            e ->
                e instanceof SQLException sql
                    && ("22021".equals(sql.getSQLState()) || "22P05".equals(sql.getSQLState())));
  }

  /**
   * The name of the violated constraint, or an empty string where {@code thrown} is no unique
   * violation.
   */
  public static String uniqueConstraint(Throwable thrown) {
    return causes(thrown)
        .map(SqlStates::violatedConstraint)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static @Nullable String violatedConstraint(Throwable thrown) {
    if (!(thrown instanceof PSQLException e) || !UNIQUE_VIOLATION.equals(e.getSQLState())) {
      return null;
    }
    ServerErrorMessage message = e.getServerErrorMessage();
    return message == null ? null : message.getConstraint();
  }

  /** The throwable and what caused it, from the outside in. */
  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(
        thrown, Objects::nonNull, at -> at.getCause() == at ? null : at.getCause());
  }

  private static boolean passes(Throwable thrown) {
    if (thrown instanceof SQLTransientException || thrown instanceof SQLRecoverableException) {
      return true;
    }
    if (!(thrown instanceof SQLException e)) {
      return false;
    }
    String state = e.getSQLState();
    if (state == null) {
      // The pool's own complaints carry none: it waited too long, or is closed as the service ends.
      String message = String.valueOf(e.getMessage());
      return message.contains("timeout") || message.contains("pool is closed");
    }
    // 08 connection, 40 serialization and deadlock, 53 resources, 57 operator intervention,
    // 55P03 lock timeout
    return state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.equals("55P03");
  }
}
