package io.onus.kit.sql;

import java.sql.SQLException;

/** A failed statement; the {@link SQLException} is the cause. */
public class SqlFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
