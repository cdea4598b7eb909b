package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.local.SuiteService;
import io.onus.local.company.ApplyCommand;
import io.onus.local.identity.Person;
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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo company, from a file to a promise that binds. */
@Order(3)
class CompanyFileJourney {

  private static final Person ADMIN = Person.human("admin", "/onus/admin", "/onus/on-call-admin");
  private static final Person CLEO = Person.human("cleo", "/CS", "/CS/lead");
  private static final Person LENA = Person.human("lena", "/ENG", "/ENG/lead");
  private static final Person WILLA = Person.human("willa", "/WAREHOUSE", "/WAREHOUSE/lead");

  private final Suite suite = Suite.running();

  private record Applied(int status, String out, String err) {

    void orFail() {
      assertThat(err).isEmpty();
      assertThat(status).isZero();
    }
  }

  @Test
  void aCompanyIsMadeFromAFileAndItsOffersBindWhoAccepts(@TempDir Path folder) throws IOException {
    // Given
    String demo = Files.readString(Suite.file("deploy/company/demo.yaml"));
    Path file = Files.writeString(folder.resolve("company.yaml"), demo);
    Applied first = apply(file);
    first.orFail();
    assertThat(first.out())
        .contains("department QUALITY: created", "offer ENG/part-clarification: created")
        .containsPattern("Applied .*: [0-9]+ created, 0 changed, 0 as they were\\.");

    // When nothing changed
    Applied again = apply(file);
    again.orFail();
    assertThat(again.out())
        .matches("Nothing to do: all [0-9]+ entries of .* are as it says\\.\\s+");

    // When one line changed
    Files.writeString(
        file, demo.replace("priority: P2, duration: PT6H", "priority: P2, duration: PT5H"));
    String difference =
        """
        offer ENG/part-clarification: %s
            terms.targets[RESOLUTION P2].duration: PT6H -> PT5H
        """;
    List<JsonNode> before = everything();
    Applied dry = apply(file, "--dry-run");
    dry.orFail();
    assertThat(dry.out())
        .startsWith(difference.formatted("would be changed"))
        .contains("0 would be created, 1 changed, ")
        .endsWith("Nothing was changed.\n");
    assertThat(everything()).isEqualTo(before);

    // When it is applied
    Applied changed = apply(file);
    changed.orFail();
    assertThat(changed.out()).startsWith(difference.formatted("changed"));
    assertThat(apply(file).out()).startsWith("Nothing to do");

    // Then whoever accepts is bound by it
    JsonNode agreement = accepted();
    assertThat(agreement.path("status").asText()).isEqualTo("SIGNED");
    JsonNode clock = resolutionOfANewRequest();
    assertThat(clock.path("agreement").path("id").asText())
        .isEqualTo(agreement.path("id").asText());
    assertThat(clock.path("target").asText()).isEqualTo("PT5H");
    assertThat(clock.path("calendar").path("code").asText()).isEqualTo("engineering-hours");
  }

  @Test
  void aRefusalSaysWhichLineAndTheRestFollowsLater(@TempDir Path folder) throws IOException {
    String text =
        """
        calendars:
          - code: never
            zone: Europe/Berlin
        departments:
          - { code: NIGHT-SHIFT, name: Night shift, calendar: never }
        """;
    Path file = Files.writeString(folder.resolve("company.yaml"), text);

    Applied refused = apply(file);

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith(file + ":2: calendar never is refused: 422, ")
        .contains("not tried: departments");
    Files.writeString(
        file, text.replace("Berlin\n", "Berlin\n    weekly: { MON: [22:00-24:00] }\n"));
    apply(file).orFail();
    assertThat(suite.requests(ADMIN).get("/departments/NIGHT-SHIFT").ok().text("calendar"))
        .isEqualTo("never");
  }

  /** All of the company that has a version, to see that none rises. */
  private List<JsonNode> everything() {
    return List.of(
        suite.sla(ADMIN).get("/calendars?pageSize=200").ok().body(),
        suite.requests(ADMIN).get("/departments?pageSize=200").ok().body(),
        suite.requests(ADMIN).get("/services?pageSize=200").ok().body(),
        suite.notifications(ADMIN).get("/people?pageSize=200").ok().body(),
        suite.notifications(ADMIN).get("/routes?pageSize=200").ok().body(),
        suite.sla(ADMIN).get("/offers?pageSize=200").ok().body());
  }

  private JsonNode accepted() {
    JsonNode offer =
        suite
            .sla(CLEO)
            .get("/offers?provider=ENG&service=part-clarification&status=OPEN")
            .ok()
            .body()
            .path("items")
            .path(0);
    return suite
        .sla(CLEO)
        .post(
            "/offers/" + offer.path("id").asText() + "/accept",
            "{\"department\":\"CS\"}",
            "If-Match",
            "\"" + offer.path("version").asText() + "\"")
        .ok()
        .body();
  }

  private JsonNode resolutionOfANewRequest() {
    String id =
        suite
            .requests(CLEO)
            .post(
                "/requests",
                """
                {"from":"CS","service":"part-clarification","priority":"P2","subject":"Which flange?",
                 "details":{"orderRef":"ORD-4711","partNumber":"FL-2040","question":"Which flange fits this one?"}}
                """)
            .ok()
            .text("id");
    JsonNode clocks =
        Eventually.until(
            "clocks of " + id,
            () -> suite.sla(CLEO).get("/clocks?requestId=" + id).body().path("items"),
            items -> !items.isEmpty());
    for (JsonNode clock : clocks) {
      if (clock.path("metric").asText().equals("RESOLUTION")) {
        return clock;
      }
    }
    throw new AssertionError("no RESOLUTION in " + clocks);
  }

  private Applied apply(Path file, String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ONUS_TOKEN", suite.tokens().of(ADMIN));
    environment.put("ONUS_TOKEN_ENG", suite.tokens().of(LENA));
    environment.put("ONUS_TOKEN_WAREHOUSE", suite.tokens().of(WILLA));
    List<String> args =
        new ArrayList<>(
            List.of(
                file.toString(),
                "--request-url",
                suite.stack().service(SuiteService.REQUEST).baseUrl(),
                "--sla-url",
                suite.stack().service(SuiteService.SLA).baseUrl(),
                "--notification-url",
                suite.stack().service(SuiteService.NOTIFICATION).baseUrl()));
    args.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        ApplyCommand.run(
            args.toArray(String[]::new),
            environment,
            new PrintStream(out, true),
            new PrintStream(err, true));
    return new Applied(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
