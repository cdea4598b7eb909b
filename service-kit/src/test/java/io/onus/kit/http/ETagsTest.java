package io.onus.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.kit.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ETagsTest {

  @Test
  void aTagIsTheVersionInQuotes() {
    assertThat(ETags.of(7)).isEqualTo("\"7\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", " \"7\" ", "*", "\"6\", \"7\""})
  void theCurrentVersionPasses(String ifMatch) {
    assertThatCode(() -> ETags.check(ifMatch, 7)).doesNotThrowAnyException();
    assertThatCode(() -> ETags.require(ifMatch, 7)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", "\"77\"", "\"\""})
  void anyOtherVersionIsStale(String ifMatch) {
    assertStatus(() -> ETags.check(ifMatch, 7), 412);
    assertStatus(() -> ETags.require(ifMatch, 7), 412);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void withoutATagOnlyWhatRequiresOneRefuses(String ifMatch) {
    assertThatCode(() -> ETags.check(ifMatch, 7)).doesNotThrowAnyException();
    assertStatus(() -> ETags.require(ifMatch, 7), 428);
  }

  private static void assertStatus(Runnable check, int status) {
    assertThatThrownBy(check::run)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
  }
}
