package io.onus.notification.test;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Notice.Customer;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.channel.domain.Notice.Promise;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What channels are given to tell. */
public final class Notices {

  public static final Instant DUE = Instant.parse("2026-11-23T10:00:00Z");
  public static final Instant NOW = DUE.plus(Duration.ofMinutes(125));
  public static final UUID REQUEST = UUID.fromString("01a207d9-0000-7000-8000-000000000001");
  public static final UUID DELIVERY = UUID.fromString("01a207d9-0000-7000-8000-000000000002");
  public static final UUID ALERT = UUID.fromString("01a207d9-0000-7000-8000-000000000003");
  public static final String LINK_BASE = "https://onus.example.com";

  /** Base64 of text, so that nobody takes it for a real one. */
  public static final Secret SECRET =
      new Secret("whsec_Zm9yIHRlc3RzIGFsb25lLCBhbmQgbm90IHNlY3JldA==");

  private Notices() {}

  public static Notice breached(String subject) {
    return notice(subject, Standing.BREACHED, 100, "P2");
  }

  public static Notice atRisk(String subject) {
    return notice(subject, Standing.AT_RISK, 75, "P3");
  }

  /** Only what every notice has. */
  public static Notice bare() {
    return new Notice(
        REQUEST,
        "ENG-1042",
        "?",
        "CS",
        "ENG",
        null,
        null,
        "ENG",
        "CS",
        new Promise("NEXT_UPDATE", Standing.OVERDUE, 200, null, true),
        null,
        null,
        null,
        null,
        null,
        "UTC",
        "/requests/" + REQUEST,
        List.of());
  }

  public static Notice notice(String subject, Standing standing, int percent, String priority) {
    return new Notice(
        REQUEST,
        "ENG-1042",
        subject,
        "CS",
        "ENG",
        "part-clarification",
        priority,
        "ENG",
        "CS",
        new Promise("FIRST_RESPONSE", standing, percent, DUE, false),
        Duration.ofHours(2),
        Duration.ofMinutes(90),
        new Customer("ORD-4711", "ACME", Instant.parse("2026-11-25T16:00:00Z")),
        new Money(new BigDecimal("125000"), "USD"),
        new Money(new BigDecimal("1000.50"), "USD"),
        "Europe/Berlin",
        "/requests/" + REQUEST,
        List.of(new Promise("RESOLUTION", Standing.AT_RISK, 75, DUE.plusSeconds(3600), false)));
  }

  public static Content.Digest digest(int broken, int atRisk, int left) {
    List<Content.DigestItem> items =
        Stream.concat(
                IntStream.range(0, broken).mapToObj(i -> breached("Bolt " + i)),
                IntStream.range(0, atRisk).mapToObj(i -> atRisk("Screw " + i)))
            .map(notice -> new Content.DigestItem(ALERT, notice))
            .toList();
    return new Content.Digest(items, left);
  }

  public static Content.News weekly() {
    return new Content.News(
        Content.Topic.WEEKLY,
        "ENG last week: 41 of 44 promises kept",
        List.of(
            new Content.Section(
                "Kept", List.of("41 of 44 promises (93.2 %), 4 more than the week before")),
            new Content.Section(
                "Broken",
                List.of(
                    "ENG-1042 Which bolt?: a first answer to CS, 2 h 5 min late",
                    "ENG-1050 Drawing of the bracket: a resolution to CS, 1 d 3 h late",
                    "ENG-1061 Torque <M8> & \"M10\": an update to SALES, 20 min late")),
            new Content.Section("Cost", List.of("1,000.5 USD by what was agreed with CS")),
            new Content.Section(
                "Due this week", List.of("Mon 30 Nov: 3 promises", "Tue 1 Dec: 5 promises")),
            new Content.Section(
                "Reviews ahead", List.of("Agreement with SALES: Fri 4 Dec 2026 10:00"))),
        "/reports/departments/ENG",
        "Europe/Berlin");
  }

  public static Content.News code() {
    return new Content.News(
        Content.Topic.VERIFICATION,
        "Your code is 481-516",
        List.of(
            new Content.Section(
                "", List.of("It proves that this reaches you, and is good for 15 minutes."))),
        null,
        "UTC");
  }

  public static Content.AlertMoved moved(Content.Move move) {
    return new Content.AlertMoved(
        move,
        breached("Which bolt?"),
        switch (move) {
          case ACKNOWLEDGED -> "acknowledged by lena";
          case RESOLVED -> "kept after all";
        });
  }

  /** One of each kind, and of each of its shapes. */
  public static List<Content> all() {
    return List.of(
        new Content.Milestone(breached("Which bolt?")),
        new Content.Milestone(atRisk("Which bolt?")),
        new Content.Milestone(bare()),
        digest(2, 1, 0),
        digest(0, 1, 0),
        digest(25, 25, 900),
        moved(Content.Move.ACKNOWLEDGED),
        moved(Content.Move.RESOLVED),
        weekly(),
        code());
  }

  public static Message message(Content content) {
    return message(content, "https://hooks.example.com/onus", null, SECRET);
  }

  public static Message message(
      Content content, String address, @Nullable String event, Secret... secrets) {
    boolean ofAlert = content instanceof Content.Milestone || content instanceof Content.AlertMoved;
    return new Message(
        DELIVERY,
        ofAlert ? ALERT : null,
        "Lena",
        address,
        List.of(secrets),
        content instanceof Content.Milestone(Notice notice)
            ? notice.promise().standing().severity()
            : Severity.WARNING,
        content,
        false,
        event);
  }
}
