package io.onus.kit.inbox;

import com.fasterxml.jackson.core.JacksonException;
import io.onus.kit.sql.SqlStates;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;

/** What a handler's failure means for the record it had. */
enum Failure {
  /** The surroundings failed: the same record works later, however long that takes. */
  PASSES,
  /** The record itself can never be handled. */
  POISON,
  /** Nobody knows: it is tried a few times more. */
  UNKNOWN;

  static Failure of(Throwable thrown) {
    if (any(thrown, PoisonRecord.class)) {
      return POISON;
    }
    if (SqlStates.isTransient(thrown)) {
      return PASSES;
    }
    // Bytes do not change: what could not be read will never be. It is an IOException too.
    if (any(thrown, JacksonException.class)) {
      return POISON;
    }
    if (SqlStates.isLasting(thrown)) {
      return UNKNOWN;
    }
    return any(
            thrown,
            RetriableException.class,
            IOException.class,
            RollbackException.class,
            HeuristicMixedException.class,
            HeuristicRollbackException.class,
            SystemException.class,
            OutOfMemoryError.class)
        ? PASSES
        : UNKNOWN;
  }

  private static boolean any(Throwable thrown, Class<?>... types) {
    return Stream.<Throwable>iterate(
            thrown, Objects::nonNull, at -> at.getCause() == at ? null : at.getCause())
        .anyMatch(at -> Stream.of(types).anyMatch(type -> type.isInstance(at)));
  }
}
