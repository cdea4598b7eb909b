package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.local.SuiteService;
import io.onus.local.identity.Person;
import io.onus.local.servicenow.ImportCommand;
import io.onus.local.servicenow.ImportTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What a year of a real service desk suggests to its three busiest groups, and what two competing
 * terms would have meant for them. It is there for its figures and runs when it is asked for:
 * {@code ./mvnw -pl deploy/journeys -am verify -Dtest=LearningJourney -Donus.learning=true
 * -Dsurefire.failIfNoSpecifiedTests=false}, after {@code ./mvnw -Dquick package}.
 */
@Order(6)
class LearningJourney {

  private static final Path LOG =
      Path.of(
          System.getProperty("onus.data", "../../../shared/data"), "servicenow-incidents.csv.gz");

  private static final int INCIDENTS = 20_769;
  private static final String WHOLE_LOG =
      "\"window\":{\"from\":\"2016-01-01T00:00:00Z\",\"to\":\"2018-01-01T00:00:00Z\"}";

  private static final Person AUDITOR = Person.human("audrey", "/onus/auditor");

  private record Group(String provider, long submitted, String busiestRequester) {}

  private Suite suite;

  @Test
  void aRealYearSuggestsTargetsAndJudgesTwoCompetingTerms() throws Exception {
    assumeTrue(Boolean.getBoolean("onus.learning"), "Its figures were not asked for");
    assumeTrue(Files.exists(LOG), "The ServiceNow log is not at " + LOG);
    suite = Suite.running();
    imported();
    List<Group> groups = busiestGroups();
    assertThat(groups).hasSize(3);
    for (Group group : groups) {
      suggested(group);
      tried(group);
    }
  }

  /** Another journey may have brought the log in already. */
  private void imported() throws SQLException {
    long known =
        number(
            SuiteService.REQUEST,
            "select count(*) from requests where external_system = ?",
            "servicenow");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "servicenow",
                LOG.toString(),
                "--wait",
                "--request-url",
                suite.stack().service(SuiteService.REQUEST).baseUrl(),
                "--sla-url",
                suite.stack().service(SuiteService.SLA).baseUrl()));
    if (known < INCIDENTS) {
      ImportTokens tokens = ImportTokens.made(suite.tokens());
      int status =
          ImportCommand.run(
              arguments.toArray(String[]::new), Map.of(), () -> tokens, System.out, System.err);
      assertThat(status).isZero();
    }
  }

  private List<Group> busiestGroups() throws SQLException {
    String busiest =
        """
        select data ->> 'to' as provider, count(*) as submitted,
          mode() within group (order by data ->> 'from') as requester
        from request_facts
        where sequence = 1 and data ->> 'to' like ?
        group by data ->> 'to' order by count(*) desc, data ->> 'to' limit 3
        """;
    List<Group> groups = new ArrayList<>();
    try (Connection connection = suite.database(SuiteService.SLA);
        PreparedStatement statement = connection.prepareStatement(busiest)) {
      statement.setString(1, "GROUP-%");
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          groups.add(new Group(rows.getString(1), rows.getLong(2), rows.getString(3)));
        }
      }
    }
    return groups;
  }

  private void suggested(Group group) throws SQLException {
    long began = System.nanoTime();
    JsonNode answer =
        suite
            .sla(AUDITOR)
            .get(
                "/suggestions?since=2016-01-01T00:00:00Z&until=2018-01-01T00:00:00Z&provider="
                    + group.provider())
            .ok()
            .body();
    System.out.printf(
        Locale.ROOT,
        "%s: suggestions from %,d requests (%,d submitted to it) in %.1f s%n",
        group.provider(),
        answer.path("requests").asLong(),
        group.submitted(),
        seconds(began));
    long answered = 0;
    for (JsonNode line : answer.path("lines")) {
      System.out.printf(
          Locale.ROOT,
          "  %-14s %s n=%d working p50 %s p75 %s p90 %s p95 %s p99 %s, wall p50 %s p90 %s; target"
              + " %s keeps %s %%%s%n",
          line.path("metric").asText(),
          line.path("priority").asText(),
          line.path("count").asLong(),
          line.path("working").path("p50").asText(),
          line.path("working").path("p75").asText(),
          line.path("working").path("p90").asText(),
          line.path("working").path("p95").asText(),
          line.path("working").path("p99").asText(),
          line.path("wall").path("p50").asText(),
          line.path("wall").path("p90").asText(),
          line.path("suggested").path("target").asText(),
          line.path("suggested").path("percentKept").asText(),
          line.path("suggested").path("tooFew").asBoolean() ? " (too few)" : "");
      if (line.path("metric").asText().equals("FIRST_RESPONSE")) {
        answered += line.path("count").asLong();
      }
    }
    // Whoever counts the finished clocks comes to as many.
    assertThat(answered)
        .isEqualTo(
            number(
                SuiteService.SLA,
                """
                select count(*) from clocks c join request_facts f
                  on f.request_id = c.request_id and f.sequence = 1
                where f.data ->> 'to' = ? and c.metric = 'FIRST_RESPONSE' and c.phase = 'FINISHED'
                """,
                group.provider()));
  }

  private void tried(Group group) throws SQLException {
    String pair = group.busiestRequester() + " asks " + group.provider();
    JsonNode agreements =
        suite
            .sla(AUDITOR)
            .get(
                "/agreements?requester="
                    + group.busiestRequester()
                    + "&provider="
                    + group.provider())
            .ok()
            .body();
    String agreement = agreements.path("items").path(0).path("id").asText();
    JsonNode quick = dryRun(agreement, "PT4H", "PT24H");
    JsonNode steady = dryRun(agreement, "PT8H", "PT40H");
    print(pair + ", 4 h and 24 h", quick, quick.path("proposed"));
    print(pair + ", 8 h and 40 h", steady, steady.path("proposed"));
    print(pair + ", as signed", quick, quick.path("current"));

    // The terms in force were in force all along, so their column is what the live clocks say.
    assertThat(quick.path("current").path("of").asText()).isEqualTo("AGREEMENT");
    assertThat(brokenAnswersAndResolutions(quick.path("current")))
        .isEqualTo(
            number(
                SuiteService.SLA,
                """
                select count(*) from clocks c join request_facts f
                  on f.request_id = c.request_id and f.sequence = 1
                where f.data ->> 'to' = ? and f.data ->> 'from' = ? and c.verdict = 'BREACHED'
                  and c.metric in ('FIRST_RESPONSE', 'RESOLUTION')
                """,
                group.provider(),
                group.busiestRequester()));
  }

  private static long brokenAnswersAndResolutions(JsonNode trial) {
    long broken = 0;
    for (JsonNode line : trial.path("lines")) {
      if (Set.of("FIRST_RESPONSE", "RESOLUTION").contains(line.path("metric").asText())) {
        broken += line.path("breached").asLong();
      }
    }
    return broken;
  }

  private JsonNode dryRun(String agreement, String response, String resolution) {
    String targets =
        List.of("P1", "P2", "P3", "P4").stream()
            .map(
                priority ->
                    """
                    {"metric":"FIRST_RESPONSE","priority":"%s","duration":"%s"},\
                    {"metric":"RESOLUTION","priority":"%s","duration":"%s"}\
                    """
                        .formatted(priority, response, priority, resolution))
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    String terms =
        """
        {"targets":[%s],"hours":"servicenow",\
        "breachCost":{"amount":50,"currency":"EUR","per":"BREACH"}}\
        """
            .formatted(targets);
    return suite
        .sla(AUDITOR)
        .post(
            "/agreements/" + agreement + "/dry-run", "{\"terms\":" + terms + "," + WHOLE_LOG + "}")
        .ok()
        .body();
  }

  private static void print(String what, JsonNode answer, JsonNode trial) {
    JsonNode provider = trial.path("sides").path(0);
    System.out.printf(
        Locale.ROOT,
        "%s: %d requests, kept %d, broken %d, unanswered %d, open %d, %s %% kept, cost %s%n",
        what,
        answer.path("requests").asLong(),
        provider.path("kept").asLong(),
        provider.path("breached").asLong(),
        provider.path("unanswered").asLong(),
        provider.path("open").asLong(),
        provider.path("percentKept").asText(),
        provider.path("cost"));
    for (JsonNode line : trial.path("lines")) {
      System.out.printf(
          Locale.ROOT,
          "  %-14s %s kept %d broken %d: %s %%%n",
          line.path("metric").asText(),
          line.path("priority").asText(),
          line.path("kept").asLong(),
          line.path("breached").asLong(),
          line.path("percentKept").asText());
    }
    JsonNode worst = trial.path("worst").path(0);
    System.out.printf(
        "  worst: %s %s %s late%n",
        worst.path("requestNumber").asText(),
        worst.path("metric").asText(),
        worst.path("late").asText());
  }

  private long number(SuiteService service, String query, String... arguments) throws SQLException {
    try (Connection connection = suite.database(service);
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
