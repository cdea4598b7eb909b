package io.onus.local.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {

  private static final String COMPANY =
      """
      calendars:
        - code: eng-hours
          zone: Europe/Berlin
          weekly: { MON: ["09:00-17:00"], TUE: ["09:00-17:00"] }
      departments:
        - code: QUALITY
          name: Quality
          parent: ENG
        - code: ENG
          name: Engineering
          calendar: eng-hours
          leads: [lena]
      services:
        - code: part-clarification
          provider: ENG
          name: Clarify a part
          intake: { type: object, required: [part] }
      people:
        - id: lena
          name: Lena Holm
          methods:
            - { kind: EMAIL, address: lena@onus.example }
            - { kind: WEBHOOK, address: "https://hooks.example.com/lena" }
      routes:
        - { position: 10, department: ENG, people: [lena] }
      offers:
        - provider: ENG
          service: part-clarification
          terms:
            targets: [{ metric: RESOLUTION, priority: P2, duration: PT6H }]
      """;

  private static final String ON_CALL =
      """
      departments:
        - code: ENG
          name: Engineering
      people:
        - { id: lena, name: Lena Holm }
        - { id: otto, name: Otto Brandt }
      schedules:
        - code: eng-first
          name: Engineering, first line
          zone: Europe/Berlin
          department: ENG
          layers:
            - { people: [lena, [otto]], every: P1W, handover: "09:00", weekday: MON, start: 2026-10-05 }
      webhooks:
        - id: incidents
          name: Incidents
          kind: WEBHOOK
          address: https://hooks.example.com/incidents
          department: ENG
          secretFrom: PAGER_KEY
      policies:
        - code: eng-pressing
          name: Engineering, pressing
          department: ENG
          steps:
            - targets: [{ kind: SCHEDULE, id: eng-first }, { kind: WEBHOOK, id: incidents }]
            - { due: "-PT1H", targets: [{ kind: LEADS, id: ENG }] }
          pause: PT60M
      routes:
        - { position: 10, department: ENG, priorities: [P1, P2], policy: eng-pressing }
      """;

  private final Map<String, String> environment = new HashMap<>();
  private FakeOnus onus;
  private Path file;
  private String out;
  private String err;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    onus = new FakeOnus();
    environment.put("ONUS_TOKEN", FakeOnus.ADMIN);
    environment.put("ONUS_TOKEN_ENG", FakeOnus.LEAD);
    file = folder.resolve("company.yaml");
    Files.writeString(file, COMPANY);
  }

  @AfterEach
  void stop() {
    onus.close();
  }

  @Test
  void everythingIsMadeInTheOrderItNeeds() {
    assertThat(run()).isZero();

    assertThat(onus.writes)
        .containsExactly(
            "PUT /calendars/eng-hours",
            "PUT /departments/ENG",
            "PUT /departments/QUALITY",
            "PUT /services/part-clarification",
            "PUT /people/lena",
            "POST /people/lena/methods",
            "POST /people/lena/methods",
            "POST /routes",
            "POST /offers");
    assertThat(onus.there.get("/departments/ENG").path("leads").path(0))
        .hasToString("{\"name\":\"Lena Holm\",\"email\":\"lena@onus.example\"}");
    assertThat(out)
        .contains("department ENG: created")
        .contains(
            "calls to https://hooks.example.com/lena are signed with whsec_once"
                + " (shown once, keep it)")
        .endsWith("Applied " + file + ": 7 created, 0 changed, 0 as they were.\n");
    assertThat(err).isEmpty();
  }

  @Test
  void aSecondRunChangesNothingAndSaysSo() {
    assertThat(run()).isZero();
    onus.writes.clear();

    assertThat(run()).isZero();

    assertThat(onus.writes).isEmpty();
    assertThat(out).isEqualTo("Nothing to do: all 7 entries of " + file + " are as it says.\n");
  }

  @Test
  void whatTheFileSaysOfAWayToSomebodyIsVouchedFor() throws IOException {
    Files.writeString(
        file,
        COMPANY.replace(
            "address: lena@onus.example }",
            "address: lena@onus.example, urgency: LOW, verified: false }"));
    assertThat(run()).isZero();
    assertThat(onus.there.get("/people/lena").path("methods").findValuesAsText("status"))
        .containsExactly("UNVERIFIED", "ACTIVE");
    onus.writes.clear();

    Files.writeString(
        file,
        COMPANY.replace(
            "address: lena@onus.example }", "address: lena@onus.example, urgency: HIGH }"));
    assertThat(run()).isZero();

    assertThat(onus.writes).containsExactly("PUT /people/lena/methods/m0");
    assertThat(out)
        .startsWith(
            "person lena: changed\n"
                + "    methods[EMAIL lena@onus.example].urgency: LOW -> HIGH\n"
                + "    methods[EMAIL lena@onus.example].verified: false -> true\n");
    assertThat(run()).isZero();
    assertThat(out).startsWith("Nothing to do");
  }

  @Test
  void howSomebodyWantsToBeToldIsSaidOnceAndLeftAloneWhereItIsNotSaid() throws IOException {
    assertThat(run()).isZero();
    Files.writeString(
        file,
        COMPANY.replace(
            "name: Lena Holm",
            """
            name: Lena Holm
                preferences:
                  zone: Europe/Berlin
                  budget: 20
                  quietHours: { weekly: { SAT: ["00:00-24:00"] }, holidaysOf: eng-hours }\
            """));
    onus.writes.clear();

    assertThat(run()).isZero();

    assertThat(onus.writes).containsExactly("PUT /people/lena/preferences");
    assertThat(out)
        .startsWith(
            "person lena: changed\n"
                + "    preferences.budget: 40 -> 20\n"
                + "    preferences.quietHours.holidaysOf: (nothing) -> eng-hours\n");
    assertThat(run()).isZero();
    assertThat(out).startsWith("Nothing to do");
    Files.writeString(file, COMPANY);
    assertThat(run()).isZero();
    assertThat(out).startsWith("Nothing to do");
  }

  @Test
  void whoIsToldWhenIsMadeInTheOrderItNeeds() throws IOException {
    environment.put("PAGER_KEY", "from-the-environment");
    Files.writeString(file, ON_CALL);

    assertThat(run()).isZero();

    assertThat(onus.writes)
        .containsExactly(
            "PUT /departments/ENG",
            "PUT /people/lena",
            "PUT /people/otto",
            "PUT /schedules/eng-first",
            "PUT /webhooks/incidents",
            "PUT /policies/eng-pressing",
            "POST /routes");
    assertThat(out)
        .contains("calls to https://hooks.example.com/incidents are signed with whsec_machine");
    assertThat(onus.said.get("/webhooks/incidents").path("secret").asText())
        .isEqualTo("from-the-environment");
    assertThat(onus.there.get("/policies/eng-pressing").path("steps").path(1).path("due").asText())
        .isEqualTo("PT-1H");
    onus.writes.clear();
    assertThat(run()).isZero();
    assertThat(onus.writes).isEmpty();
  }

  @Test
  void aPagerIsMadeWithItsKeyAndIsKnownAfterwards() throws IOException {
    environment.put("PAGER_KEY", "0123456789abcdef0123456789abcdef");
    Files.writeString(
        file,
        """
        people:
          - id: lena
            name: Lena Holm
            methods:
              - { kind: PAGER, address: "https://events.example.com/v2/enqueue", secretFrom: PAGER_KEY }
        """);

    assertThat(run()).isZero();
    assertThat(onus.writes).containsExactly("PUT /people/lena", "POST /people/lena/methods");
    assertThat(onus.said.get("/people/lena/methods").path("secret").asText())
        .isEqualTo("0123456789abcdef0123456789abcdef");
    onus.writes.clear();
    assertThat(run()).isZero();
    assertThat(onus.writes).isEmpty();
  }

  @Test
  void whomAPolicyNamesMustBeThere() throws IOException {
    Files.writeString(
        file,
        ON_CALL
            .replace("id: eng-first }", "id: eng-second }")
            .replace("[lena, [otto]]", "[lena, [eve]]")
            .replace("id: incidents }", "id: accidents }")
            .replace("policy: eng-pressing", "policy: eng-calm"));

    assertThat(run()).isEqualTo(2);

    assertThat(err)
        .contains("there is no schedule eng-second, here or in Onus")
        .contains("layers[0].people[1][0]: there is no person eve, here or in Onus")
        .contains("there is no webhook accidents, here or in Onus")
        .contains("there is no policy eng-calm, here or in Onus")
        .endsWith("4 mistakes; nothing was sent.\n");
  }

  @Test
  void aDryRunShowsEverythingAndChangesNothing() {
    assertThat(run("--dry-run")).isZero();

    assertThat(onus.writes).isEmpty();
    assertThat(out)
        .startsWith(
            "calendar eng-hours: would be created\n"
                + "    weekly.MON: [09:00-17:00]\n"
                + "    weekly.TUE: [09:00-17:00]\n"
                + "    zone: Europe/Berlin\n"
                + "department ENG: would be created\n")
        .contains("    methods: EMAIL lena@onus.example\n")
        .endsWith(
            "Dry run of "
                + file
                + ": 7 would be created, 0 changed, 0 as they were. Nothing was changed.\n");
  }

  @Test
  void anEditIsShownByFieldAndChangesOnlyThat() throws IOException {
    assertThat(run()).isZero();
    onus.writes.clear();
    Files.writeString(
        file, COMPANY.replace("PT6H", "PT4H").replace("TUE: [\"09:00", "TUE: [\"08:00"));

    assertThat(run("--dry-run")).isZero();
    assertThat(onus.writes).isEmpty();
    assertThat(out)
        .isEqualTo(
            "calendar eng-hours: would be changed\n"
                + "    weekly.TUE: [09:00-17:00] -> [08:00-17:00]\n"
                + "offer ENG/part-clarification: would be changed\n"
                + "    terms.targets[RESOLUTION P2].duration: PT6H -> PT4H\n"
                + "Dry run of "
                + file
                + ": 0 would be created, 2 changed, 5 as they were. Nothing was changed.\n");

    assertThat(run()).isZero();
    assertThat(onus.writes).hasSize(2).first().isEqualTo("PUT /calendars/eng-hours");
    assertThat(onus.writes.get(1)).startsWith("PUT /offers/");
    assertThat(run()).isZero();
    assertThat(out).startsWith("Nothing to do");
  }

  @Test
  void aMistakeIsSaidBeforeAnythingIsSent() throws IOException {
    Files.writeString(file, COMPANY.replace("calendar: eng-hours", "calendar: moon"));

    assertThat(run()).isEqualTo(2);

    assertThat(onus.writes).isEmpty();
    assertThat(err)
        .isEqualTo(
            file
                + ":11: departments[1].calendar: there is no calendar moon, here or in Onus\n"
                + "One mistake; nothing was sent.\n");
  }

  @Test
  void aFileThatIsMistakenNeedsNobodyToAnswer() throws IOException {
    onus.close();
    Files.writeString(file, "departments:\n  - { code: ENG, nam: Engineering }\n");

    assertThat(run()).isEqualTo(2);

    assertThat(err)
        .contains(file + ":2: departments[0].nam: is no key of the format")
        .endsWith("2 mistakes; nothing was sent.\n");
  }

  @Test
  void aRefusalNamesTheEntryTheLineAndWhatComesOfIt() {
    onus.refuse("/departments/ENG", 400, "The zone is none.", "calendar");

    assertThat(run()).isEqualTo(1);

    assertThat(err)
        .isEqualTo(
            file
                + ":9: department ENG is refused: 400, The zone is none.\n"
                + "    "
                + file
                + ":11: departments[1].calendar: is wrong\n"
                + "Stopped after the departments: 1 refused, 2 created, 0 changed, 0 as they were;"
                + " not tried: services, people, routes, offers. Running it again goes on from"
                + " here.\n");
    onus.refusals.clear();
    onus.writes.clear();
    assertThat(run()).isZero();
    assertThat(onus.writes).first().isEqualTo("PUT /departments/ENG");
    assertThat(out).endsWith(": 5 created, 0 changed, 2 as they were.\n");
  }

  @Test
  void anOfferNeedsALeadAndCanFollowLater() {
    environment.remove("ONUS_TOKEN_ENG");

    assertThat(run()).isEqualTo(1);
    assertThat(err)
        .contains(
            "offer ENG/part-clarification is refused: 403, Only a lead or deputy may do this.")
        .contains(
            "An offer is signed by a lead or deputy of ENG: run this again with such a token");

    environment.put("ONUS_TOKEN", FakeOnus.LEAD);
    assertThat(run("--only", "offers")).isZero();
    assertThat(out).endsWith(": 1 created, 0 changed, 0 as they were.\n");
    assertThat(run("--only", "offers")).isZero();
    assertThat(out)
        .isEqualTo("Nothing to do: the one entry of offers of " + file + " is as it says.\n");
  }

  @Test
  void onlyTheSectionsThatWereNamedAreApplied() {
    assertThat(run("--only", "departments,calendars")).isZero();

    assertThat(onus.writes)
        .containsExactly(
            "PUT /calendars/eng-hours", "PUT /departments/ENG", "PUT /departments/QUALITY");
    assertThat(runWith(file.toString(), "--only", "teams")).isEqualTo(2);
    assertThat(err).startsWith("There is no section 'teams'; there are calendars, departments, ");
  }

  @Test
  void whatComesTooEarlyOrTooFastIsSentAgain() {
    onus.tooEarly = 2;
    onus.busy = 3;

    assertThat(run()).isZero();

    assertThat(out).contains("7 created");
  }

  @Test
  void aTokenOfNobodyEndsItAtOnce() {
    environment.put("ONUS_TOKEN", "forged");

    assertThat(run()).isEqualTo(1);

    assertThat(err).endsWith("does not accept the token: The token is of nobody here.\n");
  }

  @Test
  void whoDoesNotAnswerIsNamed() {
    onus.close();

    assertThat(run()).isEqualTo(1);

    assertThat(err).startsWith("Nobody answers at " + onus.url()).contains("./onus up");
  }

  @Test
  void whatMakesNoSenseIsToldWithTheOptions() {
    assertThat(runWith()).isEqualTo(2);
    assertThat(err).startsWith("Which file?\nUsage: ./onus apply").contains("Exit status: 0");
    assertThat(runWith(file.toString(), "--fast")).isEqualTo(2);
    assertThat(err).startsWith("There is no option --fast.");
    assertThat(runWith(file.toString(), "--url")).isEqualTo(2);
    assertThat(err).startsWith("--url needs a value.");
    environment.clear();
    assertThat(runWith(file.toString(), "--url", onus.url())).isEqualTo(2);
    assertThat(err).startsWith("A token is needed");
    assertThat(runWith(file + ".not")).isEqualTo(2);
    assertThat(err).startsWith("There is no file");
  }

  private int run(String... more) {
    List<String> args = new ArrayList<>(List.of(file.toString(), "--url", onus.url()));
    args.addAll(List.of(more));
    return runWith(args.toArray(String[]::new));
  }

  private int runWith(String... args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();

    int status =
        ApplyCommand.run(
            args, environment, new PrintStream(outBytes, true), new PrintStream(errBytes, true));

    out = outBytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    err = errBytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    return status;
  }
}
