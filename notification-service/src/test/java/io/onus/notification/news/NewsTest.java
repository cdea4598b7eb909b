package io.onus.notification.news;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.person.PersonPseudonymised;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.TopicReader;
import io.onus.kit.test.Traces;
import io.onus.kit.time.WallClock;
import io.onus.notification.forgetting.PseudonymService;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Samples;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class NewsTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final Map<String, CloudEvent> SAMPLES =
      Samples.in("sla-service/src/test/resources/events/samples");

  /** Somebody who is told something, and what. */
  private record Told(String address, String title, String zone) {}

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject WallClock clock;
  @Inject Sql sql;
  @Inject MeterRegistry meters;
  @Inject PseudonymService pseudonyms;

  private final String mark = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
  private final String cs = "CS" + mark;
  private final String eng = "ENG" + mark;
  private final String cleo = "cleo@" + cs.toLowerCase(Locale.ROOT) + ".example";
  private final String lena = "lena@" + eng.toLowerCase(Locale.ROOT) + ".example";

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
  void anOfferIsToldOnceToTheLeadsOfTheSideWhoseMoveItIs() {
    // Given: the departments come after what happens between them
    CloudEvent proposed = agreement("proposed", data -> {});

    // When
    publish("onus.agreement.v1", proposed, proposed, proposed);
    publisher.department(cs, 1, cleo);
    publisher.department(eng, 1, lena);

    // Then
    awaitTold(eng, 1);
    publish("onus.agreement.v1", agreement("review-due", data -> {}));
    awaitTold(cs, 1);
    assertThat(told(eng))
        .extracting(Told::title)
        .containsExactly(
            "%s proposes terms to %s for part-clarification".formatted(cs, eng),
            "Time to review what %s and %s agreed for part-clarification".formatted(cs, eng));
    assertThat(told(eng)).extracting(Told::zone).containsOnly("Europe/Berlin");
    assertThat(told(cs)).extracting(Told::address).containsExactly(cleo);
  }

  @Test
  void whoDidItIsNotToldAndWhoLeadsBothSidesIsToldOnce() {
    Api.person("lena-" + mark);
    Api.method("lena-" + mark, "EMAIL", lena);
    String both = "both@%s.example".formatted(mark);
    publisher.department(cs, 1, cleo, both);
    publisher.department(eng, 1, lena, both);

    publish(
        "onus.agreement.v1", agreement("declined", data -> actor(data).put("id", "lena-" + mark)));

    publish("onus.agreement.v1", agreement("review-due", data -> {}));
    awaitTold(eng, 1);
    awaitTold(cs, 2);
    String declined = "%s and %s: the offer for part-clarification was declined".formatted(cs, eng);
    assertThat(everybodyTold(declined))
        .extracting(Told::address)
        .containsExactlyInAnyOrder(cleo, both);
  }

  @Test
  void theSideThatMustAnswerIsAskedWithWhoHasTheRequestInHand() {
    Api.person("emil-" + mark);
    String emil = lena.replace("lena", "emil");
    Api.method("emil-" + mark, "EMAIL", emil);
    publisher.department(cs, 1, cleo);
    publisher.department(eng, 1, lena);

    publish(
        "onus.sla.v1",
        promise(
            "renegotiation-countered",
            data -> data.put("awaiting", eng).put("assignee", "emil-" + mark)));

    assertThat(awaitTold(eng, 2)).extracting(Told::address).containsExactlyInAnyOrder(lena, emil);
  }

  @Test
  void historyIsToldToNobody() {
    publisher.department(cs, 1, cleo);
    publisher.department(eng, 1, lena);
    double old = passedOver("OLD");
    double imported = passedOver("IMPORTED");

    publish(
        "onus.agreement.v1",
        recorded(agreement("signed", data -> {}), time.instant().minus(Duration.ofDays(8))));
    publish("onus.sla.v1", promise("waiver-declined", data -> data.put("imported", true)));

    Await.until("passed over", () -> passedOver("OLD"), count -> count > old);
    Await.until("passed over", () -> passedOver("IMPORTED"), count -> count > imported);
    publish(
        "onus.agreement.v1",
        recorded(agreement("ended", data -> {}), time.instant().minus(Duration.ofDays(6))));
    awaitTold(cs, 1);
    assertThat(told(cs)).extracting(Told::title).allMatch(title -> title.contains("ends"));
    assertThat(told(eng)).hasSize(1);
  }

  @Test
  void whatNobodyOfADepartmentCanBeToldIsCountedAndGoesToTheFallbackContact() {
    publisher.department(cs, 1);
    publisher.department(eng, 1, lena);
    String last = "last@%s.example".formatted(mark);
    Api.person("last-" + mark);
    Api.method("last-" + mark, "EMAIL", last);
    Api.as("ada").delete("/api/v1/fallback");
    Api.as("ada")
        .body(Map.of("targets", List.of(Map.of("kind", "PERSON", "id", "last-" + mark))))
        .put("/api/v1/fallback")
        .then()
        .statusCode(201);
    double before = unreached("BUDGET");
    try {

      publish("onus.agreement.v1", agreement("budget-spent", data -> data.put("department", eng)));

      Told letter = awaitTold(eng, 1).getFirst();
      assertThat(everybodyTold(letter.title()))
          .extracting(Told::address)
          .containsExactlyInAnyOrder(lena, last);
      assertThat(unreached("BUDGET")).isGreaterThan(before);
    } finally {
      Api.as("ada").delete("/api/v1/fallback");
    }
  }

  @Test
  void aPoisonRecordGoesToTheDeadLettersAndTheOthersGoOn() {
    publisher.department(cs, 1, cleo);
    publisher.department(eng, 1, lena);
    CloudEvent nobodysOffer = agreement("proposed", data -> data.putNull("provider"));
    try (TopicReader dead = new TopicReader(bootstrap, "onus.agreement.v1.dlt")) {

      publish("onus.agreement.v1", nobodysOffer, agreement("review-due", data -> {}));

      awaitTold(eng, 1);
      assertThat(dead.awaitOf(nobodysOffer.subject(), 1))
          .extracting(TopicReader.Read::text)
          .containsOnly(CloudEvents.write(nobodysOffer, MAPPER));
    }
  }

  @Test
  void whoSignedIsForgottenInNewsAsWell() {
    publisher.department(cs, 1, cleo);
    publisher.department(eng, 1, lena);
    String signer = "signer." + mark;
    publish(
        "onus.agreement.v1",
        agreement(
            "signed", data -> ((ObjectNode) data.get("signatures").get(0)).put("by", signer)));
    awaitTold(eng, 1);
    assertThat(Traces.of(signer, sql)).contains("notices");

    pseudonyms.pseudonymise(
        PersonPseudonymised.of("person-7f3a09c41be2d857", "0011", signer, List.of()));

    assertThat(Traces.of(signer, sql)).isEmpty();
  }

  private List<Told> awaitTold(String department, int count) {
    return Await.until(
        count + " letters to " + department, () -> told(department), all -> all.size() >= count);
  }

  /** What people with an address of a department are told, in the order it was. */
  private List<Told> told(String department) {
    return sql.list(
        """
        select d.address, n.content ->> 'title' as title, n.content ->> 'zone' as zone
        from deliveries d join notices n on n.id = d.notice_id
        where d.channel <> 'STREAM' and d.address like ? order by n.number, d.address
        """,
        row -> new Told(row.text("address"), row.text("title"), row.text("zone")),
        "%@" + department.toLowerCase(Locale.ROOT) + ".example");
  }

  private List<Told> everybodyTold(String title) {
    return sql.list(
        """
        select d.address, n.content ->> 'title' as title, n.content ->> 'zone' as zone
        from deliveries d join notices n on n.id = d.notice_id
        where d.channel <> 'STREAM' and n.content ->> 'title' = ?
        """,
        row -> new Told(row.text("address"), row.text("title"), row.text("zone")),
        title);
  }

  private double passedOver(String why) {
    return meters.counter("onus.news.passed_over", "why", why).count();
  }

  private double unreached(String topic) {
    return meters.counter("onus.news.unreached", "topic", topic).count();
  }

  private CloudEvent agreement(String type, Consumer<ObjectNode> change) {
    return event("io.onus.agreement." + type + ".v1", change);
  }

  private CloudEvent promise(String type, Consumer<ObjectNode> change) {
    return event("io.onus.sla." + type + ".v1", change);
  }

  /** A sample of the producer, between the departments of this test, recorded just now. */
  private CloudEvent event(String type, Consumer<ObjectNode> change) {
    CloudEvent sample = SAMPLES.get(type);
    ObjectNode data = sample.data().deepCopy();
    data.put("requester", cs).put("provider", eng);
    if (data.has("obligor")) {
      ((ObjectNode) data.get("obligor")).put("department", eng);
    }
    change.accept(data);
    return new CloudEvent(
        UUID.randomUUID(),
        sample.source(),
        type,
        UUID.randomUUID().toString(),
        sample.time(),
        time.instant(),
        sample.sequence(),
        null,
        null,
        data);
  }

  private static CloudEvent recorded(CloudEvent event, Instant at) {
    return new CloudEvent(
        event.id(),
        event.source(),
        event.type(),
        event.subject(),
        event.time(),
        at,
        event.sequence(),
        null,
        null,
        event.data());
  }

  private static ObjectNode actor(ObjectNode data) {
    return (ObjectNode) data.get("actor");
  }

  private void publish(String topic, CloudEvent... events) {
    for (CloudEvent event : events) {
      publisher.raw(topic, event.subject(), CloudEvents.write(event, MAPPER));
    }
  }
}
