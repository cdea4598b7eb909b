package io.onus.local.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.local.identity.Person;
import io.onus.local.identity.TokenMint;
import io.onus.local.identity.TokenPurse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  private static TokenMint mint;
  private static ImportTokens made;

  private FakeSuite suite;
  private Path log;
  private String out;
  private String err;

  @BeforeAll
  static void makeKey(@TempDir Path folder) {
    mint = TokenMint.ofNewKey(folder.resolve("key.json"), URI.create("http://127.0.0.1:8084/onus"));
    made = ImportTokens.made(new TokenPurse(mint));
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    suite = new FakeSuite();
    log =
        Files.write(
            folder.resolve("log.csv"),
            List.of(
                Csv.HEADER,
                Csv.row("New", "1/3/2016 08:05"),
                Csv.row("Active", "1/3/2016 09:00", "Group 4"),
                Csv.row("-100", "1/3/2016 09:30"),
                Csv.row("New", "2/3/2016 08:05")
                    .replace("INC1", "INC2")
                    .replace("Location 1", "?")));
  }

  @AfterEach
  void stop() {
    suite.close();
  }

  @Test
  void theCompanyIsMadeBeforeItsPast() {
    assertThat(run()).isZero();

    assertThat(suite.resources.keySet())
        .containsExactlyInAnyOrder(
            "/calendars/servicenow",
            "/departments/LOCATION-1",
            "/departments/LOCATION-UNKNOWN",
            "/departments/GROUP-4",
            "/departments/GROUP-9",
            "/services/group-4-category-5",
            "/services/group-9-category-5");
    assertThat(suite.resources.get("/departments/GROUP-4").get("calendar").asText())
        .isEqualTo("servicenow");
    assertThat(suite.agreements)
        .extracting(
            agreement ->
                agreement.get("requester").asText() + " " + agreement.get("provider").asText())
        .containsExactlyInAnyOrder(
            "LOCATION-1 GROUP-4", "LOCATION-1 GROUP-9", "LOCATION-UNKNOWN GROUP-9");
    assertThat(suite.agreements)
        .extracting(agreement -> agreement.get("status").asText())
        .containsOnly("SIGNED");
  }

  @Test
  void theLastWordIsUntilWhenTheLogIsComplete() {
    assertThat(run()).isZero();

    assertThat(suite.imports)
        .containsExactly(
            "source=servicenow&more=true", "source=servicenow&asOf=2016-03-02T08:05:00Z");
    assertThat(out)
        .startsWith("6 facts of 2 requests in ")
        .contains(": 6 new, 0 known before, 0 rejected");
  }

  @Test
  void rowsThatMakeNoSenseArePrintedWithTheirLine() {
    assertThat(run()).isZero();

    assertThat(err).contains("line 4 (INC1): unknown-state, state '-100', left out");
  }

  @Test
  void runningItAgainChangesNothing() {
    assertThat(run()).isZero();
    assertThat(run()).isZero();

    assertThat(suite.agreements).hasSize(3);
    assertThat(out).contains(": 0 new, 6 known before, 0 rejected");
  }

  @Test
  void anAgreementThatWasOnlyProposedIsAccepted() {
    assertThat(run()).isZero();
    suite.agreements.getFirst().put("status", "PROPOSED").put("version", 1);

    assertThat(run()).isZero();

    assertThat(suite.agreements)
        .extracting(agreement -> agreement.get("status").asText())
        .containsOnly("SIGNED");
  }

  @Test
  void onlyTheFirstIncidentsAreTakenWhenSaidSo() {
    assertThat(run("--limit", "1")).isZero();

    assertThat(out).startsWith("5 facts of 1 requests");
    assertThat(suite.resources).doesNotContainKey("/departments/LOCATION-UNKNOWN");
  }

  @Test
  void itCanWaitUntilEveryFactIsApplied() {
    assertThat(run("--wait")).isZero();

    assertThat(err).contains("requests clocked (of a sample): 2 in");
  }

  @Test
  void aServiceThatIsBusyIsAskedAgain() {
    suite.refuseOnce = 503;

    assertThat(run()).isZero();
  }

  @Test
  void departmentsMayReachSlaServiceALittleLater() {
    suite.tooEarly = 2;

    assertThat(run()).isZero();

    assertThat(suite.agreements).hasSize(3);
  }

  @Test
  void aServiceThatRefusesEndsItWithItsWords() {
    suite.refuseOnce = 403;

    assertThat(run()).isEqualTo(1);
    assertThat(err).contains("answered 403: Not now, Busy.");
    assertThat(suite.imports).isEmpty();
  }

  @Test
  void aServiceThatIsNotThereIsNamed() {
    suite.close();

    assertThat(run()).isEqualTo(1);
    assertThat(err)
        .contains("No sla-service answers at " + suite.url() + ". Is ./onus up running?");
  }

  @Test
  void otherTermsAreReadFromAFile(@TempDir Path folder) throws IOException {
    Path terms = folder.resolve("terms.json");
    Files.writeString(
        terms,
        "{\"calendar\":{\"code\":\"mine\",\"zone\":\"Europe/Lisbon\"},\"terms\":{\"hours\":\"mine\"}}");

    assertThat(run("--terms", terms.toString())).isZero();

    assertThat(suite.resources).containsKey("/calendars/mine");
    assertThat(suite.agreements.getFirst().get("terms").get("hours").asText()).isEqualTo("mine");
    assertThat(suite.resources.get("/departments/GROUP-4").get("zone").asText())
        .isEqualTo("Europe/Lisbon");
  }

  @Test
  void aTermsFileThatIsNoneSaysSo(@TempDir Path folder) throws IOException {
    Path terms = folder.resolve("terms.json");
    Files.writeString(terms, "{\"terms\":{}}");

    assertThat(run("--terms", terms.toString())).isEqualTo(1);
    assertThat(err).contains("needs a \"calendar\" with a \"code\", and \"terms\"");
  }

  @Test
  void eachSideSignsForItselfAndTheOfficeDoesTheRest() {
    assertThat(run()).isZero();

    // the two locations propose, the two groups accept
    assertThat(suite.tokens).hasSize(5);
  }

  @Test
  void aTokenOfACompanysOwnProviderIsUsedForEverything() {
    String everything =
        token("/onus/admin", "/LOCATION-1/lead", "/LOCATION-UNKNOWN/lead", "/GROUP-4/lead");

    assertThat(run("--token", everything)).isEqualTo(1);

    assertThat(suite.tokens).containsExactly(everything);
    assertThat(err).contains("answered 403: Not yours");
  }

  @Test
  void aTokenThatMayDoAllOfItIsEnough() {
    String everything =
        token(
            "/onus/admin",
            "/LOCATION-1/lead",
            "/LOCATION-UNKNOWN/lead",
            "/GROUP-4/lead",
            "/GROUP-9/lead");

    assertThat(run("--token", everything)).isZero();

    assertThat(suite.tokens).containsExactly(everything);
  }

  private static String token(String... groups) {
    return mint.mint(Person.robot("importer", groups));
  }

  private int run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(log.toString(), "--request-url", suite.url(), "--sla-url", suite.url()));
    args.addAll(Stream.of(more).toList());
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();

    int status =
        ImportCommand.run(
            args.toArray(String[]::new),
            Map.of(),
            () -> made,
            new PrintStream(outBytes, true),
            new PrintStream(errBytes, true));

    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return status;
  }
}
