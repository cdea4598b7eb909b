package io.onus.notification.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.time.WallClock;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Mailbox;
import io.onus.notification.test.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Nobody on call when it will matter is said when the clock starts, once. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class ReachabilityTest {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "onus.mail.port")
  int smtpPort;

  @Inject WallClock clock;
  @Inject DirectoryService directory;

  private final String number = UUID.randomUUID().toString().substring(0, 8);
  private final String department = "R" + number.toUpperCase(Locale.ROOT);

  @Test
  void anHourWithoutAnybodyOnCallIsSaidWhenAClockStartsThatNeedsIt() {
    try (SettableClock time = SettableClock.drive(clock, ClockFacts.STARTED);
        Publisher publisher = new Publisher(bootstrap);
        Mailbox mailbox = new Mailbox(smtpPort)) {
      // Given somebody is on call, but nobody for a while in the hour before the clock is due
      String lead = "lead-" + number + "@example.com";
      String person = "on-call-" + number;
      publisher.department(department, 1, lead);
      // Departments and clocks come by different topics.
      Await.until("the department", () -> directory.find(department).isPresent());
      Api.person(person);
      Api.method(person, "EMAIL", person + "@example.com");
      String schedule = "s-" + number;
      Api.schedule(schedule, Api.scheduleForm(department, person));
      Map<String, Object> nobody = new HashMap<>();
      nobody.put("start", ClockFacts.DUE.minusSeconds(2400).toString());
      nobody.put("end", ClockFacts.DUE.minusSeconds(1200).toString());
      nobody.put("people", List.of());
      Api.as("ada")
          .body(nobody)
          .post("/api/v1/schedules/" + schedule + "/overrides")
          .then()
          .statusCode(201);
      Api.as("ada")
          .body(
              Map.of(
                  "name",
                  "Whoever is on call",
                  "department",
                  department,
                  "steps",
                  List.of(Map.of("targets", List.of(Map.of("kind", "SCHEDULE", "id", schedule))))))
          .put("/api/v1/policies/r-" + number)
          .then()
          .statusCode(201);
      Api.as("ada")
          .body(Map.of("department", department, "policy", "r-" + number))
          .post("/api/v1/routes")
          .then()
          .statusCode(201);

      // When two clocks start that are due then
      ClockFacts facts = new ClockFacts("CS", department);
      ClockFacts others = new ClockFacts("CS", department);
      publisher.clock(
          facts.event("started", UUID.randomUUID(), data -> data.putNull("percent")),
          others.event("started", UUID.randomUUID(), data -> data.putNull("percent")));

      // Then
      Mailbox.Letter letter = mailbox.await(lead, 1).getFirst();
      assertThat(letter.subject()).contains("Nobody is on call in " + schedule);
      publisher.clock(others.breached(UUID.randomUUID()));
      mailbox.await(lead, 1);
      Api.awaitAlert(others.requestId(), "an alert", a -> true);
      assertThat(mailbox.to(lead))
          .filteredOn(mail -> mail.subject().contains("Nobody is on call"))
          .hasSize(1);
      assertThat(Api.alerts(facts.requestId())).isEmpty();
    }
  }
}
