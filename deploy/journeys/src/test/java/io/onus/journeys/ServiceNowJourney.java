package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onus.journeys.Topic.Event;
import io.onus.journeys.naive.JudgedClock;
import io.onus.journeys.naive.NaiveClock;
import io.onus.journeys.naive.NaiveVerifier;
import io.onus.journeys.naive.SecondOpinion;
import io.onus.local.SuiteService;
import io.onus.local.servicenow.ImportCommand;
import io.onus.local.servicenow.ImportTokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A year of a real service desk is brought in, and every clock of it is judged a second time. */
@Order(5)
class ServiceNowJourney {

  private static final Path LOG =
      Path.of(
          System.getProperty("onus.data", "../../../shared/data"), "servicenow-incidents.csv.gz");

  private final Suite suite = Suite.running();

  @Test
  void everyClockOfARealYearIsJudgedAsAFreshPairOfEyesWould() throws Exception {
    assumeTrue(Files.exists(LOG), "The ServiceNow log is not at " + LOG);

    // When
    long began = System.nanoTime();
    String summary = importLog();
    double imported = seconds(began);
    awaitAllApplied();
    System.out.printf(
        Locale.ROOT,
        "%simport with company %.1f s, until every clock was judged %.1f s%n",
        summary,
        imported,
        seconds(began));

    // Then verdict and consumed working time agree, clock by clock
    List<NaiveClock> expected = new NaiveVerifier().clocks(LOG);
    Map<String, String> byIncident = requestIds();
    assertThat(byIncident).hasSize(20_769);
    List<JudgedClock> judged = judgedClocks(byIncident);
    List<String> different = SecondOpinion.differences(expected, judged);
    assertThat(different.stream().limit(20))
        .as("%d differences in %d clocks", different.size(), expected.size())
        .isEmpty();
    System.out.printf(
        Locale.ROOT, "%,d clocks, all as expected: %s%n", judged.size(), totals(expected));

    // and what the database calls broken was announced, once
    Set<String> broken =
        judged.stream()
            .filter(clock -> clock.verdict().equals("BREACHED"))
            .map(JudgedClock::id)
            .collect(Collectors.toSet());
    Set<String> ofTheLog = Set.copyOf(byIncident.values());
    try (Topic topic = suite.topic("onus.sla.v1")) {
      List<Event> breaches =
          topic.read().stream()
              .filter(event -> event.type().equals("clock-breached"))
              .filter(event -> ofTheLog.contains(event.key()))
              .toList();
      assertThat(breaches).extracting(Event::id).doesNotHaveDuplicates();
      assertThat(breaches)
          .extracting(event -> event.data().get("clockId").asText())
          .containsExactlyInAnyOrderElementsOf(broken);
    }

    // and nobody was told
    assertThat(strings(SuiteService.NOTIFICATION, "select request_id::text from alerts"))
        .doesNotContainAnyElementsOf(byIncident.values());

    // and importing again changes nothing
    assertThat(importLog("--limit", "500", "--wait")).contains(" 0 new, ").contains(" 0 rejected");
  }

  private String importLog(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "servicenow",
                LOG.toString(),
                "--request-url",
                suite.stack().service(SuiteService.REQUEST).baseUrl(),
                "--sla-url",
                suite.stack().service(SuiteService.SLA).baseUrl()));
    args.addAll(Arrays.asList(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ImportTokens tokens = ImportTokens.made(suite.tokens());
    int status =
        ImportCommand.run(
            args.toArray(String[]::new),
            Map.of(),
            () -> tokens,
            new PrintStream(out, true),
            System.err);

    assertThat(status).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  /**
   * Waits until nothing is on its way any more: all published, all consumed, all that followed
   * published.
   */
  private void awaitAllApplied() {
    Duration patience = Duration.ofMinutes(10);
    Eventually.until(
        "request-service to publish all",
        patience,
        () -> count(SuiteService.REQUEST, "outbox"),
        left -> left == 0);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", suite.stack().kafka().bootstrap()))) {
      Eventually.until(
          "sla-service to consume all",
          patience,
          () -> lag(admin, "onus.request.v1", "sla-service"),
          left -> left == 0);
      Eventually.until(
          "sla-service to publish all",
          patience,
          () -> count(SuiteService.SLA, "outbox"),
          left -> left == 0);
      Eventually.until(
          "notification-service to consume all",
          patience,
          () -> lag(admin, "onus.sla.v1", "notification-service"),
          left -> left == 0);
    }
  }

  /** How many records of a topic the groups of a service have not committed. */
  private static long lag(Admin admin, String topic, String service) throws Exception {
    List<String> groups =
        admin.listGroups().all().get().stream()
            .map(group -> group.groupId())
            .filter(group -> group.startsWith(service))
            .toList();
    Map<TopicPartition, OffsetSpec> ask = new HashMap<>();
    admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .forEach(
            partition ->
                ask.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(ask).all().get().forEach((at, end) -> ends.put(at, end.offset()));
    long lag = 0;
    for (String group : groups) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      if (committed.keySet().stream().anyMatch(at -> at.topic().equals(topic))) {
        for (var end : ends.entrySet()) {
          OffsetAndMetadata done = committed.get(end.getKey());
          lag += end.getValue() - (done == null ? 0 : done.offset());
        }
      }
    }
    return lag;
  }

  private static String totals(List<NaiveClock> clocks) {
    Map<String, Integer> totals = new TreeMap<>();
    clocks.forEach(
        clock ->
            totals.merge(
                clock.metric() + " " + clock.priority() + " " + clock.verdict(), 1, Integer::sum));
    return totals.toString();
  }

  private Map<String, String> requestIds() throws SQLException {
    Map<String, String> ids = new HashMap<>();
    String sql =
        "select external_id, id::text from requests where imported and external_system ="
            + " 'servicenow'";
    try (Connection connection = suite.database(SuiteService.REQUEST);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        ids.put(rows.getString(1), rows.getString(2));
      }
    }
    return ids;
  }

  private List<JudgedClock> judgedClocks(Map<String, String> byIncident) throws SQLException {
    Map<String, String> byRequest = new HashMap<>();
    byIncident.forEach((incident, request) -> byRequest.put(request, incident));
    List<JudgedClock> clocks = new ArrayList<>();
    String sql =
        "select id::text, request_id::text, metric, cycle, round, phase, verdict, consumed_us"
            + " from clocks";
    try (Connection connection = suite.database(SuiteService.SLA);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String incident = byRequest.get(rows.getString("request_id"));
        if (incident != null) {
          clocks.add(
              new JudgedClock(
                  rows.getString("id"),
                  incident,
                  rows.getString("metric"),
                  rows.getInt("cycle"),
                  rows.getInt("round"),
                  rows.getString("phase"),
                  rows.getString("verdict"),
                  Duration.ofNanos(rows.getLong("consumed_us") * 1_000)));
        }
      }
    }
    return clocks;
  }

  private long count(SuiteService service, String table) throws SQLException {
    try (Connection connection = suite.database(service);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private List<String> strings(SuiteService service, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = suite.database(service);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
