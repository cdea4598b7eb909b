package io.onus.kit.sql;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/**
 * Tells failures that pass (connection, serialization, shutdown) from failures that a repeat cannot
 * mend.
 */
public final class SqlStates {

  public static final String UNIQUE_VIOLATION = "23505";

  private SqlStates() {}

  public static boolean isTransient(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof SQLTransientException || at instanceof SQLRecoverableException) {
        return true;
      }
      if (at instanceof SQLException sql && passes(sql)) {
        return true;
      }
      if (at.getCause() == at) {
        return false;
      }
    }
    return false;
  }

  /**
   * The name of the violated constraint, or an empty string where {@code thrown} is no unique
   * violation.
   */
  public static String uniqueConstraint(Throwable thrown) {
    for (Throwable at = thrown; at != null && at.getCause() != at; at = at.getCause()) {
      if (at instanceof org.postgresql.util.PSQLException sql
          && UNIQUE_VIOLATION.equals(sql.getSQLState())
          && sql.getServerErrorMessage() != null) {
        String name = sql.getServerErrorMessage().getConstraint();
        return name == null ? "" : name;
      }
    }
    return "";
  }

  private static boolean passes(SQLException e) {
    String state = e.getSQLState();
    if (state == null) {
      // The pool's "acquisition timeout" carries no state.
      return String.valueOf(e.getMessage()).contains("timeout");
    }
    // 08 connection, 40 serialization and deadlock, 53 resources, 57 operator intervention, 55P03
    // lock timeout
    return state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.equals("55P03");
  }
}
