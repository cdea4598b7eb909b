package io.onus.sla.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.sla.calendar.domain.CalendarDefinition;
import org.junit.jupiter.api.Test;

class CalendarFormTest {

  @Test
  void whatIsWrittenIsReadBack() throws JsonProcessingException {
    CalendarDefinition definition =
        form("""
        {"zone": "Europe/Berlin",
         "weekly": {"FRI": ["13:30-18:00", "09:00-12:30"], "SUN": [], "MON": ["00:00-24:00"]},
         "holidays": {"country": "de", "region": "BY"},
         "closed": ["2026-12-24", "2026-12-23"],
         "open": {"2026-12-05": ["10:00-14:00"]}}
        """)
            .definition("");

    String written = JsonSettings.mapper().writeValueAsString(CalendarForm.of(definition));

    assertThat(written)
        .isEqualTo(
            """
            {"zone":"Europe/Berlin",\
            "weekly":{"MON":["00:00-24:00"],"FRI":["09:00-12:30","13:30-18:00"]},\
            "holidays":{"country":"DE","region":"by"},\
            "closed":["2026-12-23","2026-12-24"],\
            "open":{"2026-12-05":["10:00-14:00"]}}\
            """);
    assertThat(form(written).definition("").open()).isEqualTo(definition.open());
    assertThat(form(written).definition("").closed()).isEqualTo(definition.closed());
    assertThat(form(written).definition("").holidays()).isEqualTo(definition.holidays());
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws JsonProcessingException {
    CalendarForm form =
        form(
            """
            {"zone": "Berlin",
             "weekly": {"Monday": ["09:00-17:00"], "TUE": ["9-17"], "WED": ["22:00-06:00"],
                        "THU": ["09:00-12:00", "11:00-17:00"], "FRI": [null]},
             "open": {"2026-12-05": [], "2026-12-06": ["10:00-10:00"]}}
            """);

    Problem problem = catchThrowableOfType(Problem.class, () -> form.definition("calendar."));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.violations())
        .containsExactlyInAnyOrder(
            new Violation(
                "calendar.zone",
                "there is no zone Berlin; write an IANA name such as Europe/Berlin"),
            new Violation(
                "calendar.weekly.Monday", "must be one of MON, TUE, WED, THU, FRI, SAT, SUN"),
            new Violation(
                "calendar.weekly.TUE", "'9-17' is not a window; write it like 09:00-12:30"),
            new Violation(
                "calendar.weekly.WED",
                "'22:00-06:00' crosses midnight; write its parts on both days, 22:00-24:00 and"
                    + " 00:00-06:00"),
            new Violation(
                "calendar.weekly.THU",
                "09:00-12:00 and 11:00-17:00 overlap; write them as one window"),
            new Violation(
                "calendar.weekly.FRI", "'null' is not a window; write it like 09:00-12:30"),
            new Violation(
                "calendar.open.2026-12-05", "needs a window; name the date in closed instead"),
            new Violation(
                "calendar.open.2026-12-06", "'10:00-10:00' is empty; a whole day is 00:00-24:00"));
  }

  @Test
  void aDateIsNotOpenAndClosed() throws JsonProcessingException {
    CalendarForm form =
        form(
            """
            {"zone": "UTC", "closed": ["2026-12-05"], "open": {"2026-12-05": ["10:00-14:00"]}}
            """);

    Problem problem = catchThrowableOfType(Problem.class, () -> form.definition(""));

    assertThat(problem.violations())
        .containsExactly(new Violation("open", "2026-12-05 is both open and closed"));
  }

  @Test
  void anOffsetIsNoZone() throws JsonProcessingException {
    CalendarForm form = form("{\"zone\": \"+02:00\"}");

    Problem problem = catchThrowableOfType(Problem.class, () -> form.definition(""));

    assertThat(problem.violations()).extracting(Violation::field).containsExactly("zone");
  }

  private static CalendarForm form(String json) throws JsonProcessingException {
    return JsonSettings.mapper().readValue(json, CalendarForm.class);
  }
}
