package io.onus.local.company;

import static io.onus.local.company.Shape.Key.optional;
import static io.onus.local.company.Shape.Key.required;

import io.onus.local.company.Shape.AnyJson;
import io.onus.local.company.Shape.Flag;
import io.onus.local.company.Shape.Keys;
import io.onus.local.company.Shape.ListOf;
import io.onus.local.company.Shape.MapOf;
import io.onus.local.company.Shape.Number;
import io.onus.local.company.Shape.OneOrMore;
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
  private static final Text DAY =
      Text.like("one of MON, TUE, WED, THU, FRI, SAT, SUN", "MON|TUE|WED|THU|FRI|SAT|SUN");
  private static final MapOf WEEKLY = new MapOf(DAY, WINDOWS);
  private static final Text SCHEDULE =
      Text.like("a schedule's code such as eng-first", "[a-z0-9]+(-[a-z0-9]+)*");
  private static final Text POLICY =
      Text.like("a policy's code such as eng-pressing", "[a-z0-9]+(-[a-z0-9]+)*");
  private static final Text WEBHOOK =
      Text.like("a webhook's id such as incidents", "[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Text METRIC = Text.like("a metric such as RESOLUTION", "[A-Z_]+");
  private static final Text CONSTANT = Text.like("a word in capitals", "[A-Z_]+");
  private static final Text VARIABLE =
      Text.like("a variable of the environment such as PAGER_KEY", "[A-Za-z_][A-Za-z0-9_]*");

  private static final Keys CALENDARS =
      Keys.of(
          "code", required(CALENDAR),
          "zone", required(ZONE),
          "weekly", optional(WEEKLY),
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

  private static final Text METHOD_KIND =
      Text.like("EMAIL, WEBHOOK, CHAT or PAGER", "EMAIL|WEBHOOK|CHAT|PAGER");
  private static final Text WEBHOOK_KIND =
      Text.like("WEBHOOK, CHAT, PAGER or ALERTMANAGER", "WEBHOOK|CHAT|PAGER|ALERTMANAGER");

  private static final Keys PEOPLE =
      Keys.of(
          "id", required(PERSON),
          "name", required(LINE),
          "methods",
              optional(
                  new ListOf(
                      Keys.of(
                          "kind", required(METHOD_KIND),
                          "address", required(LINE),
                          "urgency", optional(Text.like("LOW or HIGH", "LOW|HIGH")),
                          "verified", optional(new Flag()),
                          "secretFrom", optional(VARIABLE)))),
          "preferences",
              optional(
                  Keys.of(
                      "zone", optional(ZONE),
                      "quietHours",
                          optional(
                              Keys.of(
                                  "weekly", optional(WEEKLY),
                                  "holidaysOf", optional(CALENDAR))),
                      "throttle",
                          optional(
                              Keys.of(
                                  "most", required(new Number("a whole number")),
                                  "within", required(DURATION))),
                      "budget", optional(new Number("a whole number from 1 to 500")),
                      "shift", optional(DURATION),
                      "digestEvery", optional(DURATION),
                      "digestFrom", optional(new Number("a whole number from 2 to 100")))));

  private static final Keys SCHEDULES =
      Keys.of(
          "code", required(SCHEDULE),
          "name", required(LINE),
          "zone", required(ZONE),
          "department", optional(DEPARTMENT),
          "combine", optional(Text.like("FIRST or ALL", "FIRST|ALL")),
          "handOverNotice",
              optional(
                  readable(
                      "NONE or a duration such as PT15M",
                      text -> {
                        if (!text.equals("NONE")) {
                          Duration.parse(text);
                        }
                      })),
          "layers",
              required(
                  new ListOf(
                      Keys.of(
                          "name", optional(LINE),
                          "people", required(new ListOf(new OneOrMore(PERSON))),
                          "every", required(Text.like("a turn such as P1W", "P[0-9TDWH]+")),
                          "handover",
                              required(
                                  Text.like("a local time such as 09:00", "[0-2][0-9]:[0-5][0-9]")),
                          "weekday", optional(DAY),
                          "start", required(DATE),
                          "until", optional(DATE),
                          "weekly", optional(WEEKLY),
                          "calendar", optional(CALENDAR)))));

  private static final Keys WEBHOOKS =
      Keys.of(
          "id", required(WEBHOOK),
          "name", required(LINE),
          "kind", required(WEBHOOK_KIND),
          "address", required(LINE),
          "department", optional(DEPARTMENT),
          "events", optional(new ListOf(LINE)),
          "secretFrom", optional(VARIABLE));

  private static final Keys POLICIES =
      Keys.of(
          "code", required(POLICY),
          "name", required(LINE),
          "department", optional(DEPARTMENT),
          "steps",
              required(
                  new ListOf(
                      Keys.of(
                          "after", optional(DURATION),
                          "time", optional(Text.like("WALL or WORKING", "WALL|WORKING")),
                          "calendar", optional(CALENDAR),
                          "due", optional(DURATION),
                          "targets",
                              required(
                                  new ListOf(
                                      Keys.of(
                                          "kind", required(CONSTANT),
                                          "id", optional(LINE),
                                          "side", optional(CONSTANT))))))),
          "repeat", optional(new Number("a whole number")),
          "pause", optional(DURATION));

  private static final Keys ROUTES =
      Keys.of(
          "position", required(new Number("a whole number from 1")),
          "department", optional(DEPARTMENT),
          "side", optional(Text.like("a side such as OBLIGOR", "[A-Z]+")),
          "severity", optional(Text.like("a severity such as CRITICAL", "[A-Z]+")),
          "types", optional(new ListOf(CONSTANT)),
          "services", optional(new ListOf(SERVICE)),
          "priorities", optional(new ListOf(PRIORITY)),
          "metrics", optional(new ListOf(METRIC)),
          "obligorSide", optional(CONSTANT),
          "customer", optional(LINE),
          "people", optional(new ListOf(PERSON)),
          "policy", optional(POLICY),
          "mute", optional(new Flag()));

  private static final Keys TERMS =
      Keys.of(
          "targets",
              required(
                  new ListOf(
                      Keys.of(
                          "metric", required(METRIC),
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
          Kind.SCHEDULE.section(), optional(new ListOf(SCHEDULES)),
          Kind.WEBHOOK.section(), optional(new ListOf(WEBHOOKS)),
          Kind.POLICY.section(), optional(new ListOf(POLICIES)),
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
