package io.onus.notification.channel.email.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Notice.Customer;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.channel.domain.Notice.Promise;
import io.onus.notification.channel.domain.Wording;
import io.onus.notification.domain.Standing;
import io.onus.notification.test.Notices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LetterTest {

  private static final UUID REQUEST = UUID.fromString("01a207d9-0000-7000-8000-000000000001");
  private static final Instant DUE = Instant.parse("2026-11-23T10:00:00Z");
  private static final String BASE = "https://onus.example.com";

  @Test
  void aBreachSaysWhoOwesWhatToWhomAndWhatHangsOnIt() {
    Notice notice =
        notice(
            "Which bolt?",
            promise(Standing.BREACHED, 100, false),
            List.of(new Promise("RESOLUTION", Standing.AT_RISK, 75, DUE.plusSeconds(3600), false)));

    Letter letter = letter(notice, BASE, DUE.plus(Duration.ofMinutes(125)));

    assertThat(letter.subject())
        .isEqualTo(
            "[ENG-1042] Breached: ENG promised CS a first answer by Mon 23 Nov 2026 11:00"
                + " – Which bolt?");
    assertThat(letter.text())
        .isEqualTo(
            """
            ENG promised CS a first answer by Mon 23 Nov 2026 11:00 (Europe/Berlin).
            Not there: overdue for 2 h 5 min.

            Request   ENG-1042  Which bolt?
            From      CS
            To        ENG  (part-clarification, P2)
            Customer  ORD-4711, ACME, was promised Wed 25 Nov 2026 17:00
            At stake  125,000 USD
            Cost      1,000.5 USD

            Also open on this request:
              ENG promised CS a resolution by Mon 23 Nov 2026 12:00: at risk (75 %)

            https://onus.example.com/requests/01a207d9-0000-7000-8000-000000000001
            """);
  }

  @Test
  void aWarningSaysHowMuchIsUsedAndWhatRemains() {
    Letter letter =
        letter(
            notice("Which bolt?", promise(Standing.AT_RISK, 75, false), List.of()),
            BASE,
            DUE.minusSeconds(1800));

    assertThat(letter.subject()).startsWith("[ENG-1042] At risk (75 %): ENG promised CS");
    assertThat(letter.text())
        .contains("Not there yet: 75 % of the target (2 h of working time) is used, due in 30 min.")
        .doesNotContain("Also open");
  }

  @Test
  void aWarningThatArrivesAfterTheDueInstantDoesNotPretendThereIsTime() {
    Letter letter =
        letter(
            notice("Which bolt?", promise(Standing.AT_RISK, 90, false), List.of()),
            BASE,
            DUE.plusSeconds(30));

    assertThat(letter.text()).contains("Not there: overdue for 30 s.").doesNotContain("due in");
  }

  @Test
  void whatNobodySignedIsExpectedAndNotPromised() {
    Letter letter =
        letter(
            notice("Which bolt?", promise(Standing.OVERDUE, 200, true), List.of()),
            BASE,
            DUE.plusSeconds(7200));

    assertThat(letter.subject())
        .startsWith("[ENG-1042] Overdue (200 %): ENG is expected to give CS a first answer");
    assertThat(letter.text()).doesNotContain("promised CS");
  }

  @Test
  void aLineBreakInASubjectNeverBecomesAHeaderOrALine() {
    Letter letter =
        letter(
            notice("x\r\nBcc: eve@example.com", promise(Standing.BREACHED, 100, false), List.of()),
            BASE,
            DUE);

    assertThat(letter.subject()).doesNotContain("\r", "\n").endsWith("x Bcc: eve@example.com");
    assertThat(letter.text()).doesNotContain("\nBcc");
  }

  @Test
  void aSubjectOfAnyLengthFitsItsHeader() {
    Letter letter =
        letter(
            notice("a".repeat(5000), promise(Standing.BREACHED, 100, false), List.of()), BASE, DUE);

    assertThat(letter.subject()).hasSize(180).endsWith("…");
  }

  @Test
  void aMetricNobodyKnowsHereIsNamedAsItIs() {
    Promise tea = new Promise("TEA_BREAK", Standing.BREACHED, 100, null, false);

    assertThat(letter(notice("?", tea, List.of()), BASE, DUE).subject())
        .isEqualTo("[ENG-1042] Breached: ENG promised CS tea break – ?");
  }

  @Test
  void theHtmlSaysWhatTheTextSays() {
    for (Content content : Notices.all()) {
      Wording wording = Wording.of(content, BASE, Notices.NOW);
      String html = plain(Letter.of(wording).html());

      assertThat(html).contains(wording.headline());
      assertThat(wording.lead()).allSatisfy(line -> assertThat(html).contains(line));
      assertThat(wording.facts()).allSatisfy(fact -> assertThat(html).contains(fact.value()));
      assertThat(wording.parts())
          .allSatisfy(
              part ->
                  assertThat(html)
                      .contains(part.heading())
                      .contains(part.lines().stream().map(Wording.Line::text).toList()));
    }
  }

  @Test
  void nothingPeopleWroteIsMarkup() {
    String subject = "<script>alert(1)</script>\"'&<img src=https://eve.example.com/x>";
    String html = letter(Notices.breached(subject), BASE, DUE).html();

    assertThat(html)
        .doesNotContain("<script", "<img", "alert(1)</script>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;img");
  }

  @Test
  void theHtmlFetchesNothingAndRunsNothing() {
    for (Content content : Notices.all()) {
      String html = Letter.of(Wording.of(content, BASE, Notices.NOW)).html();

      assertThat(html)
          .doesNotContainPattern(
              "(?i)<(?:img|script|link|iframe|object|form|video|svg)|url\\(|@import|\\son\\w+=");
      // The only addresses in it are those of links.
      assertThat(html.replaceAll("<a href=\"https://onus\\.example\\.com/[^\"]*\"", ""))
          .doesNotContain("http");
      assertThat(html).hasSizeLessThan(30_000);
    }
  }

  /** As somebody reads it. */
  private static String plain(String html) {
    return html.replaceAll("<[^>]*>", "")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  private static Letter letter(Notice notice, String linkBase, Instant now) {
    return Letter.of(Wording.of(new Content.Milestone(notice), linkBase, now));
  }

  private static Promise promise(Standing standing, int percent, boolean expected) {
    return new Promise("FIRST_RESPONSE", standing, percent, DUE, expected);
  }

  private static Notice notice(String subject, Promise promise, List<Promise> alsoOpen) {
    return new Notice(
        REQUEST,
        "ENG-1042",
        subject,
        "CS",
        "ENG",
        "part-clarification",
        "P2",
        "ENG",
        "CS",
        promise,
        Duration.ofHours(2),
        Duration.ofMinutes(90),
        new Customer("ORD-4711", "ACME", Instant.parse("2026-11-25T16:00:00Z")),
        new Money(new BigDecimal("125000"), "USD"),
        new Money(new BigDecimal("1000.50"), "USD"),
        "Europe/Berlin",
        "/requests/" + REQUEST,
        alsoOpen);
  }
}
