package io.onus.notification.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.json.JsonSettings;
import io.onus.notification.hours.domain.OpenHours;
import io.onus.notification.test.Samples;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CalendarEventTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final String CALENDAR =
      """
      {"code":"ENG-hours","version":3,"zone":"Europe/Berlin","closedDates":["2026-12-25"],
       "horizon":{"from":"2026-12-22T23:00:00Z","until":"2027-01-03T23:00:00Z"},
       "open":[["2026-12-23T08:00:00Z","2026-12-23T11:30:00Z"]],"motto":"fast"}
      """;

  @Test
  void theProducersSampleIsReadAsTheHoursItMeans() throws JsonProcessingException {
    CloudEvent sample =
        Samples.in("sla-service/src/test/resources/events/samples")
            .get(HoursService.CALENDAR_CHANGED);

    KnownHours known = read(sample.data().toString());

    OpenHours hours = known.hours();
    assertThat("calendar/" + hours.code()).isEqualTo(sample.subject());
    assertThat(known.version()).isPositive();
    assertThat(hours.windows()).isNotEmpty().allMatch(window -> hours.covers(window.start()));
    assertThat(hours.closedDates())
        .contains(LocalDate.parse("2026-12-25"))
        .doesNotContain(LocalDate.parse("2026-12-24"));
    // Half of Christmas Eve, not the holidays, not the weekend, not the day closed by hand.
    assertThat(hours.add(Instant.parse("2026-12-24T08:00:00Z"), Duration.ofHours(4)))
        .contains(Instant.parse("2026-12-29T09:00:00Z"));
  }

  @Test
  void whatIsNewerThanWeAreIsPassedOver() throws JsonProcessingException {
    assertThat(read(CALENDAR).hours().windows()).hasSize(1);
  }

  @Test
  void aCalendarThatSaysTooLittleOrNonsenseCannotBeKept() {
    assertThatThrownBy(() -> read("{\"code\":\"ENG-hours\",\"version\":3}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read(CALENDAR.replace("Europe/Berlin", "Europe/Nowhere")))
        .isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> read(CALENDAR.replace("2026-12-23T11:30", "2026-12-23T07:30")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read(CALENDAR.replace(",\"2026-12-23T11:30:00Z\"", "")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static KnownHours read(String data) throws JsonProcessingException {
    return MAPPER.readValue(data, CalendarEvent.class).hours();
  }
}
