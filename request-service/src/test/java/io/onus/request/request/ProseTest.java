package io.onus.request.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {

  private static final java.util.regex.Pattern PROSE = patternOf(Prose.class);
  private static final java.util.regex.Pattern LINE = patternOf(Line.class);

  @ParameterizedTest
  @ValueSource(strings = {"a", " a ", "\n two\nlines\n", "Grüße", "a\uD83D\uDE00"})
  void whateverSaysSomethingIsProse(String text) {
    assertThat(PROSE.matcher(text).matches()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t", "a\0", "\0a", "a\uD800", "\uD800"})
  void whatSaysNothingOrCannotBeKeptIsNoProse(String text) {
    assertThat(PROSE.matcher(text).matches()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", " a ", "two words", "Grüße", "a\uD83D\uDE00"})
  void wordsWithoutAnEndOfLineAreALine(String text) {
    assertThat(LINE.matcher(text).matches()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines", "a\0", "a\tb", "\uD800a", "a\uD800"})
  void whatSaysNothingOrHasControlCharactersIsNoLine(String text) {
    assertThat(LINE.matcher(text).matches()).isFalse();
  }

  /** Quadratic, these would take many minutes. */
  @Test
  @Timeout(20)
  void aLongTextIsRefusedInOnePass() {
    String text = "x y".repeat(500_000) + "\0";
    assertThat(PROSE.matcher(text).matches()).isFalse();
    assertThat(LINE.matcher(text).matches()).isFalse();
  }

  private static java.util.regex.Pattern patternOf(Class<?> constraint) {
    return java.util.regex.Pattern.compile(constraint.getAnnotation(Pattern.class).regexp());
  }
}
