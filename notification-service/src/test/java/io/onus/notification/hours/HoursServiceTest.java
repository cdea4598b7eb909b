package io.onus.notification.hours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.hours.domain.OpenHours;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Samples;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calendars come with the directory, and are asked for by their codes. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class HoursServiceTest {

  private static final CloudEvent SAMPLE =
      Samples.in("sla-service/src/test/resources/events/samples")
          .get(HoursService.CALENDAR_CHANGED);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject HoursService hours;
  @Inject DirectoryService directory;

  private final String code = "hours-" + UUID.randomUUID();
  private Publisher publisher;

  @BeforeEach
  void begin() {
    publisher = new Publisher(bootstrap);
  }

  @AfterEach
  void end() {
    publisher.close();
  }

  @Test
  void whatTheProducerTellsIsFoundByItsCode() {
    assertThat(hours.find(code)).isEmpty();

    tell(data -> {});

    OpenHours found = await(h -> true);
    assertThat(found.zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(found.windows()).hasSize(SAMPLE.data().path("open").size());
    assertThat(found.closedDates()).hasSize(SAMPLE.data().path("closedDates").size());
    assertThat(found.add(Instant.parse("2026-12-24T08:00:00Z"), Duration.ofHours(3)))
        .contains(Instant.parse("2026-12-24T11:00:00Z"));
  }

  @Test
  void aLaterVersionOrALaterHorizonCountsAndNothingOlder() {
    tell(data -> {});
    await(h -> true);

    // When: the horizon moves on, an edit comes, and then all of it again
    tell(data -> horizon(data, "2026-12-23T23:00:00Z"));
    await(h -> h.from().equals(Instant.parse("2026-12-23T23:00:00Z")));
    tell(data -> data.put("version", 4).put("zone", "Asia/Tokyo"));
    await(h -> h.zone().getId().equals("Asia/Tokyo"));
    tell(data -> horizon(data, "2026-12-24T23:00:00Z"));
    tell(data -> data.put("version", 4).put("zone", "Asia/Seoul"));

    // Then
    String marker = told();
    Await.until("a later one", () -> hours.find(marker), Optional::isPresent);
    assertThat(hours.find(code).orElseThrow().zone().getId()).isEqualTo("Asia/Tokyo");
  }

  @Test
  void hoursAreReadFromTheDatabaseOnceForEachEdition() {
    tell(data -> {});
    OpenHours first = await(h -> true);

    assertThat(hours.find(code).orElseThrow()).isSameAs(first);
    tell(data -> data.put("version", 4));
    Await.until("another edition", () -> hours.find(code).orElseThrow(), found -> found != first);
  }

  @Test
  void whatIsNoCalendarDoesNotKeepTheNextFromComing() {
    tell(data -> data.put("zone", "Europe/Nowhere"));
    tell(data -> {});

    assertThat(await(h -> true).zone().getId()).isEqualTo("Europe/Berlin");
  }

  @Test
  void theCalendarThatIsAlwaysOpenIsKnownWithoutBeingTold() {
    assertThat(hours.find("ALWAYS").orElseThrow().isOpen(Instant.parse("2026-12-25T03:00:00Z")))
        .isTrue();
  }

  @Test
  void aDepartmentIsKeptWithItsCalendar() {
    String department = "HOURS" + code.substring(6, 12).toUpperCase();

    publisher.department(department, 1, "lena@example.com");

    Department kept =
        Await.until("the department", () -> directory.find(department), Optional::isPresent)
            .orElseThrow();
    assertThat(kept.calendar()).isEqualTo("company");
  }

  private static void horizon(ObjectNode data, String from) {
    ((ObjectNode) data.get("horizon")).put("from", from);
  }

  private OpenHours await(Predicate<OpenHours> condition) {
    return Await.until(
            "hours of " + code,
            () -> hours.find(code),
            found -> found.filter(condition).isPresent())
        .orElseThrow();
  }

  private void tell(Consumer<ObjectNode> change) {
    tell(code, change);
  }

  /** Of one key like all others here, so that they are through once it is. */
  private String told() {
    String marker = "marker-" + UUID.randomUUID();
    tell(marker, data -> {});
    return marker;
  }

  private void tell(String calendar, Consumer<ObjectNode> change) {
    ObjectNode data = SAMPLE.data().deepCopy();
    data.put("code", calendar);
    change.accept(data);
    CloudEvent event =
        new CloudEvent(
            UUID.randomUUID(),
            SAMPLE.source(),
            SAMPLE.type(),
            "calendar/" + calendar,
            SAMPLE.time(),
            SAMPLE.recordedTime(),
            SAMPLE.sequence(),
            null,
            null,
            data);
    publisher.raw(
        "onus.directory.v1", "calendar/" + code, CloudEvents.write(event, JsonSettings.mapper()));
  }
}
