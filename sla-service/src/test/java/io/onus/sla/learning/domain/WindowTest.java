package io.onus.sla.learning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final Instant LATEST = Instant.parse("2017-02-15T14:03:00Z");

  @Test
  void whatNobodyAskedForIsTheLastTwelveMonthsOfWhatThereIs() {
    Window window = Window.asked(null, null, LATEST);

    assertThat(window.until()).isEqualTo("2017-02-15T14:03:00.000001Z");
    assertThat(window.from()).isEqualTo("2016-02-15T14:03:00.000001Z");
  }

  @Test
  void whatWasAskedForIsTaken() {
    Instant from = Instant.parse("2016-03-01T00:00:00Z");
    Instant until = Instant.parse("2016-04-01T00:00:00Z");

    assertThat(Window.asked(from, until, LATEST)).isEqualTo(new Window(from, until));
  }

  @Test
  void anOpenBeginningIsTwelveMonthsBeforeTheEnd() {
    Window window = Window.asked(null, Instant.parse("2016-07-01T00:00:00Z"), LATEST);

    assertThat(window.from()).isEqualTo("2015-07-01T00:00:00Z");
  }

  @Test
  void anOpenEndIsAfterTheLastRequest() {
    Window window = Window.asked(Instant.parse("2010-01-01T00:00:00Z"), null, LATEST);

    assertThat(window.until()).isEqualTo("2017-02-15T14:03:00.000001Z");
  }

  @Test
  void aBeginningAfterTheLastRequestIsAnEmptyWindow() {
    Instant from = Instant.parse("2020-01-01T00:00:00Z");

    assertThat(Window.asked(from, null, LATEST)).isEqualTo(new Window(from, from));
  }
}
