package io.onus.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Mailbox;
import io.onus.notification.test.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many broken promises at once: 500 over 10 people; {@code ./onus bench burst} is the large one.
 */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class BurstTest {

  private static final int PEOPLE = 10;
  private static final int OF_EACH = 50;
  private static final int WARNINGS_OF_EACH = 10;
  private static final String DIGEST = "promises need attention";

  private record Told(ClockFacts facts, boolean breach) {}

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "onus.mail.port")
  int smtpPort;

  @Inject WallClock clock;
  @Inject Sql sql;

  private SettableClock time;
  private Publisher publisher;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, ClockFacts.DUE);
    publisher = new Publisher(bootstrap);
  }

  @AfterEach
  void end() {
    publisher.close();
    time.close();
  }

  @Test
  void everybodyIsToldOfAllAndNobodyOfTooManyOneByOne() {
    // Given
    for (int person = 0; person < PEOPLE; person++) {
      publisher.department(department(person), 1, address(person));
    }
    Await.until(
        "departments",
        () -> count("select count(*) as n from departments where code like 'CROWD%'"),
        n -> n == PEOPLE);
    try (Mailbox mailbox = new Mailbox(smtpPort)) {

      // When
      List<List<Told>> told = burst();

      // Then: some one by one, and the rest gathers
      Await.until("all are judged", () -> judged(), n -> n == PEOPLE * OF_EACH);
      time.advance(Duration.ofMinutes(1));
      Await.until("all are told", () -> taken(), n -> n == PEOPLE * OF_EACH);
      for (int person = 0; person < PEOPLE; person++) {
        assertToldOfAll(mailbox.to(address(person)), told.get(person));
      }
    }
  }

  private static void assertToldOfAll(List<Mailbox.Letter> letters, List<Told> told) {
    List<Mailbox.Letter> digests =
        letters.stream().filter(letter -> letter.subject().contains(DIGEST)).toList();
    assertThat(digests).hasSize(1);
    // Ten in ten minutes, and as many again of what is pressing.
    assertThat(letters.size() - 1).isBetween(10, 20);
    String all = String.join("\n", letters.stream().map(Mailbox.Letter::text).toList());
    assertThat(told)
        .allSatisfy(each -> assertThat(all).contains(each.facts().requestId().toString()));
    String digest = digests.getFirst().text();
    int lastBreach =
        told.stream().filter(Told::breach).mapToInt(each -> place(digest, each)).max().orElse(-1);
    assertThat(told)
        .filteredOn(each -> !each.breach() && place(digest, each) >= 0)
        .allSatisfy(each -> assertThat(place(digest, each)).isGreaterThan(lastBreach));
  }

  private static int place(String digest, Told told) {
    return digest.indexOf(told.facts().requestId().toString());
  }

  private List<List<Told>> burst() {
    List<List<Told>> told = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      told.add(new ArrayList<>());
    }
    for (int i = 0; i < OF_EACH; i++) {
      for (int person = 0; person < PEOPLE; person++) {
        ClockFacts facts = new ClockFacts("CS", department(person));
        boolean breach = i % (OF_EACH / WARNINGS_OF_EACH) != 0;
        String priority = "P" + (1 + i % 4);
        publisher.clock(
            facts.event(
                breach ? "breached" : "at-risk",
                UUID.randomUUID(),
                data -> data.put("priority", priority).put("percent", breach ? 100 : 75)));
        told.get(person).add(new Told(facts, breach));
      }
    }
    return told;
  }

  /** Sent, or waiting and saying why. */
  private long judged() {
    return count(
        """
        select count(*) as n from deliveries
        where address like 'crowd-%' and channel = 'EMAIL' and kind = 'MILESTONE'
          and (sent_at is not null or hold is not null)
        """);
  }

  private long taken() {
    return count(
        """
        select count(*) as n from deliveries d left join deliveries g on g.id = d.bundled_into
        where d.address like 'crowd-%' and d.channel = 'EMAIL' and d.kind = 'MILESTONE'
          and (d.sent_at is not null or g.sent_at is not null)
        """);
  }

  private long count(String query) {
    return sql.one(query, row -> row.number("n")).orElseThrow();
  }

  private static String department(int person) {
    return "CROWD" + person;
  }

  private static String address(int person) {
    return "crowd-" + person + "@example.com";
  }
}
