package io.onus.local.bench;

import io.onus.local.RunningStack;
import io.onus.local.ServiceProcess;
import io.onus.local.SuiteService;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code ./onus bench burst [breaches] [people]}: so many broken promises within a minute, and a
 * tenth as many warnings between them, each of a request of its own, owed by departments with one
 * lead each. The events are written to the topic as sla-service writes them: what is measured is
 * what becomes of them, in one notification-service with the settings everybody begins with, and a
 * mail server on loopback.
 */
final class Burst {

  private static final Duration BURST = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(45);
  private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");

  /** What everybody begins with. */
  private static final int MOST = 10;

  private static final int BUDGET = 40;

  private static final String MILESTONES =
      " from deliveries d left join deliveries g on g.id = d.bundled_into"
          + " where d.kind = 'MILESTONE' and d.channel = 'EMAIL' ";

  private final RunningStack stack;
  private final int breaches;
  private final int people;

  Burst(RunningStack stack, int breaches, int people) {
    this.stack = stack;
    this.breaches = breaches;
    this.people = people;
  }

  void print() throws Exception {
    int warnings = breaches / 10;
    int events = breaches + warnings;
    try (LetterSink sink = new LetterSink();
        Connection owner = stack.database(SuiteService.NOTIFICATION).connectAsOwner();
        BreachEvents topic = new BreachEvents(stack.kafka().bootstrap(), now(owner))) {
      owner.setAutoCommit(true);
      ServiceProcess service =
          stack.replica(
              SuiteService.NOTIFICATION,
              "burst",
              Map.of("ONUS_SMTP_HOST", "127.0.0.1", "ONUS_SMTP_PORT", "" + sink.port()));
      service.start();
      try {
        service.awaitReady(Duration.ofMinutes(5));
        for (int i = 0; i < people; i++) {
          topic.department("BURST-" + i, "lead-" + i + "@example.com");
        }
        awaitCount(owner, "select count(*) from departments where code like 'BURST-%'", people);
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) {
          Load.parkUntil(start + i * BURST.toNanos() / events);
          boolean warning = i % 11 == 0;
          topic.milestone(
              warning ? "at-risk" : "breached",
              warning ? 75 : 100,
              "BURST-" + i % people,
              PRIORITIES.get(i / people % PRIORITIES.size()));
        }
        double sentFor = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "Burst: %d breaches and %d warnings in %.0f s over %d people%n",
            breaches,
            warnings,
            sentFor,
            people);
        awaitCount(owner, "select count(*) from alerts", events);
        System.out.printf(
            Locale.ROOT,
            "  all alerts are open %.1f s after the first event%n",
            (System.nanoTime() - start) / 1e9);
        awaitCount(
            owner,
            "select count(*)" + MILESTONES + "and (d.sent_at is not null or g.sent_at is not null)",
            events);
        System.out.printf(
            Locale.ROOT,
            "  all are told %.1f s after the first event%n",
            (System.nanoTime() - start) / 1e9);
        figures(owner, events);
        letters(owner, sink);
      } finally {
        service.stop();
      }
    }
  }

  private void figures(Connection owner, int events) throws SQLException {
    String latency =
        "extract(epoch from coalesce(d.sent_at, g.sent_at)"
            + " - (n.event::jsonb ->> 'recordedtime')::timestamptz)";
    for (String which : List.of("one by one", "in a digest", "all")) {
      String of =
          switch (which) {
            case "one by one" -> "and d.bundled_into is null";
            case "in a digest" -> "and d.bundled_into is not null";
            default -> "";
          };
      print(
          owner,
          "select count(*), percentile_cont(0.5) within group (order by s), percentile_cont(0.99)"
              + " within group (order by s), max(s) from (select "
              + latency
              + " as s"
              + MILESTONES.replace("where", "join notices n on n.id = d.notice_id where")
              + of
              + ") x",
          "  event to first delivery, " + which + ": %s, p50 %.3f s, p99 %.3f s, max %.3f s%n");
    }
    print(
        owner,
        "select percentile_cont(0.5) within group (order by s), percentile_cont(0.99) within group"
            + " (order by s) from (select extract(epoch from n.created_at -"
            + " (n.event::jsonb ->> 'recordedtime')::timestamptz) as s from notices n"
            + " where n.kind = 'MILESTONE') x",
        "  event to open alert: p50 %.3f s, p99 %.3f s%n");
    print(
        owner,
        "select count(*), count(*) / greatest(extract(epoch from max(sent_at) - min(sent_at)), 1)"
            + " from deliveries where sent_at is not null and channel = 'EMAIL' and sent_at <"
            + " (select min(sent_at) + interval '60 s' from deliveries where channel = 'EMAIL')",
        "  letters in the first minute: %s, %.1f/s%n");
    print(
        owner,
        "select max(n), min(n) from (select d.mailbox_id, count(*) as n"
            + MILESTONES
            + "and d.passed_at is not null group by d.mailbox_id) x",
        "  one by one per person: most %s, least %s (budget " + BUDGET + ")%n");
    print(
        owner,
        """
        select max(n) from (
          select (select count(*) from deliveries e where e.mailbox_id = d.mailbox_id and e.kind = 'MILESTONE'
            and e.passed_at > d.passed_at - interval '10 min' and e.passed_at <= d.passed_at) as n
          from deliveries d where d.passed_at is not null) x
        """,
        "  most one by one within ten minutes: %s (" + MOST + ", and as many pressing ones)%n");
    print(
        owner,
        "select count(*), max(n), min(n) from (select mailbox_id, count(*) as n from deliveries"
            + " where kind = 'DIGEST' group by mailbox_id) x",
        "  people with digests: %s, most %s, least %s%n");
    print(
        owner,
        """
        select count(*), count(*) filter (where apart < interval '15 min') from (
          select created_at - lag(created_at) over (partition by mailbox_id, address order by created_at) as apart
          from deliveries where kind = 'DIGEST') x
        """,
        "  digests: %s, nearer than 15 minutes to the one before: %s%n");
    print(
        owner,
        "select count(*) filter (where d.sent_at is not null or g.sent_at is not null), count(*)"
            + MILESTONES,
        "  told: %s of %s deliveries (" + events + " alerts)%n");
    print(
        owner,
        """
        select count(distinct w.id) from deliveries w join deliveries b on b.mailbox_id = w.mailbox_id
        where w.severity = 'WARNING' and b.severity = 'CRITICAL' and w.passed_at is not null
          and b.passed_at > w.passed_at and b.created_at < w.passed_at - interval '1 s'
        """,
        "  warnings told one by one before a breach that was there already: %s%n");
  }

  /** What the mail server has, against what the service says. */
  private static void letters(Connection owner, LetterSink sink) throws SQLException {
    List<LetterSink.Letter> letters = sink.letters();
    Map<String, Integer> byId = new HashMap<>();
    Map<String, Integer> perPerson = new TreeMap<>();
    int digests = 0;
    int breachesFirst = 0;
    for (LetterSink.Letter letter : letters) {
      byId.merge(letter.messageId(), 1, Integer::sum);
      perPerson.merge(letter.to(), 1, Integer::sum);
      String text = decoded(letter.content());
      if (text.contains("promises need attention")) {
        digests++;
        int broken = text.indexOf("Broken:");
        int atRisk = text.indexOf("At risk:");
        breachesFirst += atRisk < 0 || broken >= 0 && broken < atRisk ? 1 : 0;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "  letters: %d, of which repeats %d; per person most %d, least %d%n",
        letters.size(),
        letters.size() - byId.size(),
        perPerson.values().stream().max(Integer::compare).orElse(0),
        perPerson.values().stream().min(Integer::compare).orElse(0));
    System.out.printf(
        Locale.ROOT, "  digests: %d, of which breaches first %d%n", digests, breachesFirst);
    print(
        owner,
        "select count(*) from deliveries where channel = 'EMAIL' and sent_at is not null",
        "  the service counts %s letters as taken%n");
  }

  /** The first part of a letter; the others say the same. */
  private static String decoded(String content) {
    int text = content.indexOf("Content-Type: text/plain");
    String part = text < 0 ? content : content.substring(text);
    int body = part.indexOf("\n\n");
    String head = part.substring(0, Math.max(body, 0)).toLowerCase(Locale.ROOT);
    String rest = part.substring(body + 2);
    int end = rest.indexOf("\n--");
    String only = end < 0 ? rest : rest.substring(0, end);
    if (head.contains("base64")) {
      return new String(
          Base64.getMimeDecoder().decode(only.getBytes(StandardCharsets.US_ASCII)),
          StandardCharsets.UTF_8);
    }
    return only.replace("=\n", "");
  }

  private static Instant now(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static void awaitCount(Connection owner, String sql, long wished) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long seen = 0;
    while (System.nanoTime() < end) {
      try (Statement statement = owner.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        seen = row.getLong(1);
      }
      if (seen >= wished) {
        return;
      }
      // Seldom enough that looking is no load.
      Thread.sleep(1000);
    }
    throw new IllegalStateException("saw " + seen + " of " + wished + ": " + sql);
  }

  private static void print(Connection owner, String sql, String format) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      Object[] values = new Object[row.getMetaData().getColumnCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.getObject(i + 1);
      }
      System.out.printf(Locale.ROOT, format, values);
    }
  }
}
