package io.onus.notification.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.channel.domain.Content.DigestItem;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Notice.Promise;
import io.onus.notification.domain.Standing;
import io.onus.notification.hours.domain.OpenHours;
import io.onus.notification.hours.domain.OpenHours.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DigestOrderTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /** Open from Monday 09:00 to 17:00 and on Tuesday. */
  private static final OpenHours DAYS =
      new OpenHours(
          "days",
          ZoneOffset.UTC,
          Instant.parse("2026-11-23T00:00:00Z"),
          Instant.parse("2026-11-25T00:00:00Z"),
          List.of(
              new Window(
                  Instant.parse("2026-11-23T09:00:00Z"), Instant.parse("2026-11-23T17:00:00Z")),
              new Window(
                  Instant.parse("2026-11-24T09:00:00Z"), Instant.parse("2026-11-24T17:00:00Z"))),
          Set.of());

  @Test
  void brokenPromisesComeFirstAndTheLongestOverdueBeforeTheOthers() {
    assertThat(
            order(
                item("late", Standing.BREACHED, "2026-11-23T11:30:00Z"),
                item("soon", Standing.AT_RISK, "2026-11-23T12:10:00Z"),
                item("very-late", Standing.OVERDUE, "2026-11-23T09:30:00Z"),
                item("never", Standing.AT_RISK, null)))
        .containsExactly("very-late", "late", "soon", "never");
  }

  @Test
  void whatCountsIsTheWorkingTimeThatIsLeftAndNotTheWallClock() {
    // DAY closes at 17:00 and has 6 working hours left; ALWAYS has 16 by the wall clock.
    DigestItem tomorrow = item("DAY", Standing.AT_RISK, "2026-11-24T10:00:00Z");
    DigestItem night = item("ALWAYS", Standing.AT_RISK, "2026-11-24T04:00:00Z");

    assertThat(order(night, tomorrow)).containsExactly("DAY", "ALWAYS");
  }

  private static List<String> order(DigestItem... items) {
    return Stream.of(items)
        .sorted(DigestOrder.at(NOW, department -> department.equals("DAY") ? DAYS : null))
        .map(item -> item.notice().owedBy())
        .toList();
  }

  private static DigestItem item(String owedBy, Standing standing, @Nullable String due) {
    return new DigestItem(
        UUID.randomUUID(),
        new Notice(
            UUID.randomUUID(),
            owedBy + "-1",
            "A question",
            "CS",
            owedBy,
            null,
            "P2",
            owedBy,
            "CS",
            new Promise(
                "FIRST_RESPONSE", standing, 80, due == null ? null : Instant.parse(due), false),
            null,
            null,
            null,
            null,
            null,
            "UTC",
            "/requests/1",
            List.of()));
  }
}
