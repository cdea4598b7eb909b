package io.onus.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.onus.kit.json.JsonSettings;
import jakarta.transaction.RollbackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void surroundingsThatFailPass() {
    assertThat(Failure.of(new SQLException("x", "08006"))).isEqualTo(Failure.PASSES);
    assertThat(Failure.of(new RuntimeException(new SQLException("x", "40001"))))
        .isEqualTo(Failure.PASSES);
    assertThat(Failure.of(new UncheckedIOException(new ConnectException("refused"))))
        .isEqualTo(Failure.PASSES);
    assertThat(Failure.of(new TimeoutException("broker"))).isEqualTo(Failure.PASSES);
    assertThat(Failure.of(new RuntimeException(new RollbackException("timed out"))))
        .isEqualTo(Failure.PASSES);
    assertThat(Failure.of(new OutOfMemoryError())).isEqualTo(Failure.PASSES);
  }

  @Test
  void aRecordThatSaysItIsPoisonIsHoweverDeepItSaysIt() {
    assertThat(Failure.of(new PoisonRecord("x"))).isEqualTo(Failure.POISON);
    assertThat(Failure.of(new RuntimeException(new PoisonRecord("x", new IOException()))))
        .isEqualTo(Failure.POISON);
  }

  @Test
  void jsonThatCannotBeReadIsPoisonThoughItIsAnIoException() {
    try {
      JsonSettings.mapper().readTree("{");
    } catch (JsonProcessingException e) {
      assertThat(e).isInstanceOf(IOException.class);
      assertThat(Failure.of(e)).isEqualTo(Failure.POISON);
      assertThat(Failure.of(new IllegalStateException(e))).isEqualTo(Failure.POISON);
      return;
    }
    throw new AssertionError("it was read");
  }

  @Test
  void aBrokenConstraintIsNotWaitedOutThoughTheTransactionRolledBack() {
    RollbackException rolledBack = new RollbackException("could not commit");
    rolledBack.initCause(new SQLException("duplicate key", "23505"));

    assertThat(Failure.of(rolledBack)).isEqualTo(Failure.UNKNOWN);
  }

  @Test
  void whatNobodyKnowsIsUnknown() {
    assertThat(Failure.of(new NullPointerException())).isEqualTo(Failure.UNKNOWN);
    assertThat(Failure.of(new StackOverflowError())).isEqualTo(Failure.UNKNOWN);
  }
}
