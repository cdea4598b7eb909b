package io.onus.local.bench;

import io.onus.local.RunningStack;
import io.onus.local.SuiteService;
import io.onus.local.TestStack;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * {@code ./onus bench calendar-edit [clocks]}: so many open clocks count in one calendar, which is
 * edited: what a preview and the move cost, beside a bare {@code UPDATE … FROM unnest} of the same
 * clocks in batches of the same size, and what creates cost meanwhile.
 */
final class OpenClocksEdit {

  private static final int CREATES_PER_SECOND = 20;
  private static final int IDLE_SECONDS = 20;
  private static final int WARM_UP_SECONDS = 15;

  /** As the service takes them: 500 requests, of which each has two clocks here. */
  private static final int BATCH = 1000;

  private static final String CALENDAR = "bench-hours";
  private static final String BEFORE = hours("09:00-17:00");
  private static final String AFTER = hours("09:00-16:00");

  private final RunningStack stack;
  private final BenchApi api;
  private final int clocks;

  OpenClocksEdit(RunningStack stack, BenchApi api, int clocks) {
    this.stack = stack;
    this.api = api;
    this.clocks = clocks;
  }

  void print() throws Exception {
    api.putCalendar(CALENDAR, BEFORE, null);
    api.agreeOnHours("CS", "ENG", CALENDAR);
    TestStack.Database database = stack.database(SuiteService.SLA);
    try (Connection owner = database.connectAsOwner();
        CreateWatch creates = new CreateWatch(api, database)) {
      creates.run(WARM_UP_SECONDS, CREATES_PER_SECOND);
      seed(owner, creates.last());
      creates.run(WARM_UP_SECONDS, CREATES_PER_SECOND);
      creates.forget();
      creates.run(IDLE_SECONDS, CREATES_PER_SECOND);
      creates.print("idle");
      preview();
      api.putCalendar(CALENDAR, AFTER, "\"1\"");
      creates.forget();
      double applied = apply(creates);
      creates.print("during the move");
      double bare = bareUpdate(owner);
      System.out.printf(
          Locale.ROOT, "  the move reached %.2f of the bare update%n", applied / bare);
    }
  }

  /** Copies of one real request's rows. */
  private void seed(Connection owner, String template) throws SQLException {
    owner.setAutoCommit(true);
    try (Statement sql = owner.createStatement()) {
      sql.execute(
          "create table bench_ids as select gen_random_uuid() as id from generate_series(1, "
              + clocks / 2
              + ")");
      sql.execute(
          """
          insert into tracked_requests (%1$s)
          select %2$s from bench_ids b, lateral (
            select jsonb_build_object('request_id', b.id, 'shard', floor(random() * 12)) as own) o,
            tracked_requests t, lateral
            jsonb_populate_record(null::tracked_requests, to_jsonb(t) || o.own) r
          where t.request_id = '%3$s'
          """
              .formatted(
                  columns(sql, "tracked_requests", ""),
                  columns(sql, "tracked_requests", "r."),
                  template));
      sql.execute(
          """
          insert into clocks (%1$s) select %2$s from bench_ids b, clocks c, lateral (
            select jsonb_build_object('request_id', b.id, 'id', gen_random_uuid()) as own
            where b.id is not null and c.id is not null) o, lateral
            jsonb_populate_record(null::clocks, to_jsonb(c) || o.own) r
          where c.request_id = '%3$s' and c.phase = 'RUNNING'
          """
              .formatted(columns(sql, "clocks", ""), columns(sql, "clocks", "r."), template));
      sql.execute("vacuum analyze tracked_requests");
      sql.execute("vacuum analyze clocks");
      sql.execute("checkpoint");
    } catch (SQLException e) {
      if (!"42501".equals(e.getSQLState())) {
        throw e; // only a superuser may write a checkpoint; it comes by itself
      }
    }
    System.out.printf(
        Locale.ROOT, "Calendar edit: %d open clocks of %d requests%n", clocks, clocks / 2);
  }

  /** Those that can be written, in order. */
  private static String columns(Statement sql, String table, String prefix) throws SQLException {
    try (ResultSet row =
        sql.executeQuery(
            "select string_agg('"
                + prefix
                + "' || column_name, ', ' order by ordinal_position)"
                + " from information_schema.columns where table_name = '"
                + table
                + "' and is_generated = 'NEVER'")) {
      row.next();
      return row.getString(1);
    }
  }

  private void preview() throws Exception {
    long start = System.nanoTime();
    String answer = api.previewCalendar(CALENDAR, AFTER);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "  preview: %.1f s, %.0f clocks/s; %s%n",
        seconds,
        clocks / seconds,
        answer.substring(0, Math.min(160, answer.length())));
  }

  private double apply(CreateWatch creates) throws Exception {
    creates.start(CREATES_PER_SECOND);
    long start = System.nanoTime();
    api.applyCalendar(CALENDAR);
    while (!api.applicationOf(CALENDAR, 1).contains("\"DONE\"")) {
      Thread.sleep(200);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    creates.stop();
    System.out.printf(
        Locale.ROOT,
        "  move: %.1f s, %.0f clocks/s, each with its act and its event in the outbox%n",
        seconds,
        clocks / seconds);
    return clocks / seconds;
  }

  /** The same clocks back to the version they had, in the columns a move changes. */
  private double bareUpdate(Connection owner) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (Statement sql = owner.createStatement();
        ResultSet rows =
            sql.executeQuery(
                "select c.id from clocks c join bench_ids b on b.id = c.request_id"
                    + " order by c.request_id")) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    owner.setAutoCommit(false);
    long start = System.nanoTime();
    try (PreparedStatement update =
        owner.prepareStatement(
            """
            update clocks set due_at = n.due_at, original_due_at = n.due_at, since_at = n.since_at,
              consumed_us = n.consumed_us, revision = n.revision, binding = n.binding
            from unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::integer[],
              ?::text[]) as n (id, due_at, since_at, consumed_us, revision, binding)
            where clocks.id = n.id
            """)) {
      for (int from = 0; from < ids.size(); from += BATCH) {
        List<UUID> batch = ids.subList(from, Math.min(from + BATCH, ids.size()));
        update.setArray(1, array(owner, "uuid", batch.toArray()));
        update.setArray(2, repeated(owner, "text", "2030-01-01T00:00:00Z", batch.size()));
        update.setArray(3, repeated(owner, "text", "2026-01-01T00:00:00Z", batch.size()));
        update.setArray(4, repeated(owner, "bigint", 1_000_000L, batch.size()));
        update.setArray(5, repeated(owner, "integer", 7, batch.size()));
        update.setArray(6, repeated(owner, "text", "house:1@company:1", batch.size()));
        update.executeUpdate();
        owner.commit();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    owner.setAutoCommit(true);
    System.out.printf(
        Locale.ROOT,
        "  bare UPDATE … FROM unnest of the same clocks: %.1f s, %.0f clocks/s%n",
        seconds,
        ids.size() / seconds);
    return ids.size() / seconds;
  }

  private static Array repeated(Connection connection, String type, Object value, int times)
      throws SQLException {
    Object[] values = new Object[times];
    java.util.Arrays.fill(values, value);
    return array(connection, type, values);
  }

  private static Array array(Connection connection, String type, Object[] values)
      throws SQLException {
    return connection.createArrayOf(type, values);
  }

  private static String hours(String window) {
    StringBuilder week = new StringBuilder();
    for (String day : List.of("MON", "TUE", "WED", "THU", "FRI")) {
      week.append(week.isEmpty() ? "" : ",").append("\"%s\":[\"%s\"]".formatted(day, window));
    }
    return "{\"zone\":\"UTC\",\"weekly\":{" + week + "}}";
  }
}
