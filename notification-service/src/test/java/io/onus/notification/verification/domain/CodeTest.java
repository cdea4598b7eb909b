package io.onus.notification.verification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.verification.domain.CodeRefusal.CodeExpired;
import io.onus.notification.verification.domain.CodeRefusal.CodeUsedUp;
import io.onus.notification.verification.domain.CodeRefusal.WrongCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CodeTest {

  private static final Instant SENT = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant EXPIRES = Instant.parse("2026-06-01T12:15:00Z");

  @Test
  void aCodeIsGoodUntilAQuarterOfAnHourIsOver() {
    Code code = new Code(SENT, 0);

    assertThat(code.refusal(EXPIRES.minusNanos(1000))).isEmpty();
    assertThat(code.refusal(EXPIRES)).contains(new CodeExpired(EXPIRES));
  }

  @Test
  void eachWrongTryLeavesOneLess() {
    assertThat(new Code(SENT, 0).wrong()).isEqualTo(new WrongCode(4));
    assertThat(new Code(SENT, 3).wrong()).isEqualTo(new WrongCode(1));
    assertThat(new WrongCode(1).message()).contains("one try");
  }

  @Test
  void theFifthWrongTryIsTheLast() {
    assertThat(new Code(SENT, 4).refusal(SENT)).isEmpty();
    assertThat(new Code(SENT, 4).wrong()).isEqualTo(new CodeUsedUp(5));
    assertThat(new Code(SENT, 5).refusal(SENT)).contains(new CodeUsedUp(5));
  }
}
