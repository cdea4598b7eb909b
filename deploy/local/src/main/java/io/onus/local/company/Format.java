package io.onus.local.company;

import static io.onus.local.company.Shape.Key.optional;
import static io.onus.local.company.Shape.Key.required;

import io.onus.local.company.Shape.AnyJson;
import io.onus.local.company.Shape.Keys;
import io.onus.local.company.Shape.ListOf;
import io.onus.local.company.Shape.MapOf;
import io.onus.local.company.Shape.Number;
import io.onus.local.company.Shape.Text;
import io.onus.local.company.Shape.WordOr;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * The keys of a company file. They are those of the REST API; what is said of them beyond their
 * form is for the services to judge.
 */
final class Format {

  private static final Text DEPARTMENT =
      Text.like("a department's code such as ENG", "[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");
  private static final Text SERVICE =
      Text.like("a service's code such as part-clarification", "[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Text CALENDAR =
      Text.like("a calendar's code such as eng-hours", "[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Text PERSON =
      Text.like("a person's id such as lena", "[A-Za-z0-9._@-]{1,64}");
  private static final Text LINE = Text.any("text");
  private static final Text EMAIL =
      Text.like("an e-mail address such as lena@example.com", "[^\\s@]+@[^\\s@]+");
  private static final Text PRIORITY = Text.like("one of P1, P2, P3, P4", "P[1-4]");
  private static final Text ZONE =
      Text.checked("an IANA zone such as Europe/Berlin", ZoneId.getAvailableZoneIds()::contains);
  private static final Text DATE = readable("a date such as 2026-12-24", LocalDate::parse);
  private static final Text DURATION =
      readable("an ISO-8601 duration such as PT4H", Duration::parse);
  private static final ListOf WINDOWS =
      new ListOf(
          Text.like("a window such as 09:00-17:30", "[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]"));

  private static final Keys CALENDARS =
      Keys.of(
          "code", required(CALENDAR),
          "zone", required(ZONE),
          "weekly",
              optional(
                  new MapOf(
                      Text.like(
                          "one of MON, TUE, WED, THU, FRI, SAT, SUN",
                          "MON|TUE|WED|THU|FRI|SAT|SUN"),
                      WINDOWS)),
          "holidays",
              optional(
                  Keys.of(
                      "country",
                      required(Text.like("a country's ISO code such as DE", "[A-Za-z]{2}")),
                      "region",
                      optional(Text.any("a region's code such as by")))),
          "closed", optional(new ListOf(DATE)),
          "open", optional(new MapOf(DATE, WINDOWS)));

  private static final WordOr CONTACT =
      new WordOr(PERSON, Keys.of("name", required(LINE), "email", required(EMAIL)));

  private static final Keys DEPARTMENTS =
      Keys.of(
          "code", required(DEPARTMENT),
          "name", required(LINE),
          "zone", optional(ZONE),
          "calendar", optional(CALENDAR),
          "parent", optional(DEPARTMENT),
          "leads", optional(new ListOf(CONTACT)),
          "deputies", optional(new ListOf(CONTACT)));

  private static final Keys SERVICES =
      Keys.of(
          "code", required(SERVICE),
          "provider", required(DEPARTMENT),
          "name", required(LINE),
          "intake", optional(new AnyJson()));

  private static final Keys PEOPLE =
      Keys.of(
          "id", required(PERSON),
          "name", required(LINE),
          "methods",
              optional(
                  new ListOf(
                      Keys.of(
                          "kind", required(Text.like("EMAIL or WEBHOOK", "EMAIL|WEBHOOK")),
                          "address", required(LINE)))));

  private static final Keys ROUTES =
      Keys.of(
          "position", required(new Number("a whole number from 1")),
          "department", optional(DEPARTMENT),
          "side", optional(Text.like("OBLIGOR or EITHER", "OBLIGOR|EITHER")),
          "severity", optional(Text.like("a severity such as CRITICAL", "[A-Z]+")),
          "people", required(new ListOf(PERSON)));

  private static final Keys TERMS =
      Keys.of(
          "targets",
              required(
                  new ListOf(
                      Keys.of(
                          "metric", required(Text.like("a metric such as RESOLUTION", "[A-Z_]+")),
                          "priority", required(PRIORITY),
                          "duration", required(DURATION)))),
          "warnAt", optional(new ListOf(new Number("a percent from 1 to 99"))),
          "hours",
              optional(
                  Text.like(
                      "PROVIDER, REQUESTER, BOTH, EITHER, ALWAYS or a calendar's code",
                      "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")),
          "objective",
              optional(
                  Keys.of(
                      "percent", required(new Number("a percent from 1 to 100")),
                      "window", required(DURATION))),
          "breachCost",
              optional(
                  Keys.of(
                      "amount", required(new Number("an amount")),
                      "currency", required(Text.like("an ISO 4217 code such as USD", "[A-Z]{3}")),
                      "per", required(Text.like("BREACH or HOUR", "BREACH|HOUR")))),
          "maxPauses", optional(new Number("a whole number")),
          "onNoReply",
              optional(
                  Keys.of(
                      "action", required(Text.like("REMIND or CLOSE", "REMIND|CLOSE")),
                      "after", optional(new Number("a whole number from 1 to 3")))),
          "allowance",
              optional(
                  new ListOf(
                      Keys.of(
                          "priority", required(PRIORITY),
                          "perWeek", required(new Number("a whole number"))))),
          "purpose", optional(LINE),
          "reopen", optional(Text.like("REMAINING or FRESH", "REMAINING|FRESH")),
          "validFrom", optional(DATE),
          "reviewOn", optional(DATE));

  private static final Keys OFFERS =
      Keys.of(
          "provider", required(DEPARTMENT),
          "service", optional(SERVICE),
          "terms", required(TERMS),
          "note", optional(LINE));

  static final Keys COMPANY =
      Keys.of(
          Kind.CALENDAR.section(), optional(new ListOf(CALENDARS)),
          Kind.DEPARTMENT.section(), optional(new ListOf(DEPARTMENTS)),
          Kind.SERVICE.section(), optional(new ListOf(SERVICES)),
          Kind.PERSON.section(), optional(new ListOf(PEOPLE)),
          Kind.ROUTE.section(), optional(new ListOf(ROUTES)),
          Kind.OFFER.section(), optional(new ListOf(OFFERS)));

  private Format() {}

  private static Text readable(String meaning, Consumer<String> parse) {
    return Text.checked(
        meaning,
        text -> {
          try {
            parse.accept(text);
            return true;
          } catch (DateTimeException e) {
            return false;
          }
        });
  }
}
