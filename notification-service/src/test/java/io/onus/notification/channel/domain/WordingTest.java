package io.onus.notification.channel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.channel.domain.Wording.Line;
import io.onus.notification.channel.domain.Wording.Part;
import io.onus.notification.channel.domain.Wording.Tone;
import io.onus.notification.test.Notices;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordingTest {

  private static final String REQUEST_URL = "https://onus.example.com/requests/" + Notices.REQUEST;

  @Test
  void aMilestoneSaysWhoOwesWhatAndWhereToGo() {
    Wording wording = wording(new Content.Milestone(Notices.breached("Which bolt?")));

    assertThat(wording.headline())
        .isEqualTo(
            "[ENG-1042] Breached: ENG promised CS a first answer by Mon 23 Nov 2026 11:00"
                + " – Which bolt?");
    assertThat(wording.tone()).isEqualTo(Tone.BROKEN);
    assertThat(wording.link()).isEqualTo(new Wording.Link("Open ENG-1042", REQUEST_URL));
    assertThat(wording(new Content.Milestone(Notices.atRisk("?"))).tone()).isEqualTo(Tone.AT_RISK);
  }

  @Test
  void aDigestCountsAndShowsWhatIsBrokenFirst() {
    Wording wording = wording(Notices.digest(2, 1, 0));

    assertThat(wording.headline()).isEqualTo("3 promises need attention: 2 broken, 1 at risk");
    assertThat(wording.tone()).isEqualTo(Tone.BROKEN);
    assertThat(wording.parts()).extracting(Part::heading).containsExactly("Broken", "At risk");
    assertThat(wording.parts().getFirst().lines().getFirst())
        .isEqualTo(
            new Line(
                "[ENG-1042] P2 Bolt 0: ENG promised CS a first answer by Mon 23 Nov 2026 11:00"
                    + " (Europe/Berlin), overdue for 2 h 5 min",
                REQUEST_URL));
    assertThat(wording.link()).isNull();
  }

  @Test
  void aDigestOfManySaysHowManyItDoesNotShow() {
    Wording wording = wording(Notices.digest(1, 1, 40));

    assertThat(wording.headline())
        .isEqualTo("42 promises need attention, the 2 most pressing first");
    assertThat(wording.parts().getLast())
        .isEqualTo(new Part("", List.of(new Line("And 40 more.", null))));
  }

  @Test
  void aDigestOfOneIsNoCrowd() {
    Wording wording = wording(Notices.digest(0, 1, 0));

    assertThat(wording.headline()).isEqualTo("1 promise needs attention: 0 broken, 1 at risk");
    assertThat(wording.tone()).isEqualTo(Tone.AT_RISK);
  }

  @Test
  void whatBecameOfAnAlertSaysWhy() {
    Wording acknowledged = wording(Notices.moved(Content.Move.ACKNOWLEDGED));
    Wording resolved = wording(Notices.moved(Content.Move.RESOLVED));

    assertThat(acknowledged.headline()).startsWith("[ENG-1042] Acknowledged: ENG promised CS");
    assertThat(acknowledged.lead().getFirst()).isEqualTo("Acknowledged by lena.");
    assertThat(resolved.headline()).startsWith("[ENG-1042] Resolved: ENG promised CS");
    assertThat(resolved.lead().getFirst()).isEqualTo("Kept after all.");
    assertThat(resolved.tone()).isEqualTo(Tone.SETTLED);
  }

  @Test
  void newsIsToldAsItWasWritten() {
    Wording wording = wording(Notices.weekly());

    assertThat(wording.headline()).isEqualTo("ENG last week: 41 of 44 promises kept");
    assertThat(wording.parts()).hasSize(5);
    assertThat(wording.link())
        .isEqualTo(
            new Wording.Link(
                "Open it in Onus", "https://onus.example.com/reports/departments/ENG"));
    assertThat(wording(Notices.code()).link()).isNull();
  }

  static Stream<Content> hostile() {
    String text = "x\r\nBcc: eve@example.com\u2028y\u202Ez\u0000";
    return Stream.of(
        new Content.Milestone(Notices.breached(text)),
        new Content.Digest(
            List.of(new Content.DigestItem(Notices.ALERT, Notices.breached(text))), 0),
        new Content.AlertMoved(Content.Move.RESOLVED, Notices.breached(text), text),
        new Content.News(
            Content.Topic.TEST,
            text,
            List.of(new Content.Section(text, List.of(text))),
            null,
            "UTC"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void nothingPeopleWroteEndsALineOrTurnsIt(Content content) {
    Wording wording = wording(content);

    assertThat(
            Stream.of(
                    Stream.of(wording.headline()),
                    wording.lead().stream(),
                    wording.facts().stream().map(Wording.Fact::value),
                    wording.parts().stream().map(Part::heading),
                    wording.parts().stream().flatMap(part -> part.lines().stream()).map(Line::text))
                .flatMap(texts -> texts))
        .noneMatch(text -> text.matches("(?s).*[\\p{Cc}\\u2028\\u202E].*"))
        .anyMatch(text -> text.contains("x Bcc: eve@example.com y z"));
  }

  @Test
  void aHeadlineFitsWhateverItIsAbout() {
    assertThat(wording(new Content.Milestone(Notices.breached("a".repeat(5000)))).headline())
        .hasSize(180)
        .endsWith("…");
    assertThat(
            wording(new Content.Milestone(Notices.breached("\uD83D\uDE80".repeat(500)))).headline())
        .matches("(?s)[^\\uD800-\\uDFFF]*(?:[\\uD800-\\uDBFF][\\uDC00-\\uDFFF])*…");
  }

  private static Wording wording(Content content) {
    return Wording.of(content, Notices.LINK_BASE, Notices.NOW);
  }
}
