package io.onus.sla.clock;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.clock.domain.ClockIds;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.RequestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What happened to requests, and what was done here to their clocks: appended and never changed, so
 * that every clock can be folded anew.
 */
@ApplicationScoped
class FactStore {

  /** A fact to keep, with the data it was read from. */
  record FactRow(RequestFact fact, String type, Instant recordedAt, String data) {

    FactRow with(RequestFact other) {
      return new FactRow(other, type, recordedAt, data);
    }
  }

  private static final String FACT_COLUMNS =
      "event_id, sequence, happened_at, type, data, binding, over_allowance";

  private final Sql sql;
  private final JsonColumns json;
  private final Bindings bindings;
  private final ClockActs acts;

  FactStore(Sql sql, JsonColumns json, Bindings bindings, ClockActs acts) {
    this.sql = sql;
    this.json = json;
    this.bindings = bindings;
    this.acts = acts;
  }

  /** Keeps facts; one that is there already is left as it is. */
  void keep(UUID requestId, List<FactRow> facts) {
    sql.with(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  insert into request_facts
                    (request_id, sequence, event_id, type, happened_at, recorded_at, data, binding,
                     over_allowance)
                  values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                  on conflict (request_id, sequence) do nothing
                  """)) {
            for (FactRow row : facts) {
              statement.setObject(1, requestId);
              statement.setLong(2, row.fact().sequence());
              statement.setObject(3, row.fact().eventId());
              statement.setString(4, row.type());
              statement.setObject(5, row.fact().time().atOffset(ZoneOffset.UTC));
              statement.setObject(6, row.recordedAt().atOffset(ZoneOffset.UTC));
              statement.setString(7, row.data());
              Binding binding = row.fact().binding();
              statement.setString(8, binding == null ? null : binding.key());
              statement.setBoolean(9, row.fact().profile().overAllowance());
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  /** The facts beyond {@code sequence} up to the first gap, in order of sequence. */
  List<RequestFact> unbrokenAfter(UUID requestId, long sequence) {
    List<RequestFact> facts =
        sql.list(
            "select "
                + FACT_COLUMNS
                + " from request_facts where request_id = ? and sequence > ? order by sequence",
            this::fact,
            requestId,
            sequence);
    int unbroken = 0;
    while (unbroken < facts.size() && facts.get(unbroken).sequence() == sequence + unbroken + 1) {
      unbroken++;
    }
    return facts.subList(0, unbroken);
  }

  /** The facts folded so far, in order of sequence, and what was done here to the clocks. */
  List<RequestFact> factsUpTo(UUID requestId, long sequence) {
    List<RequestFact> told =
        sql.list(
            "select "
                + FACT_COLUMNS
                + " from request_facts where request_id = ? and sequence <= ? order by sequence",
            this::fact,
            requestId,
            sequence);
    if (told.isEmpty()) {
      return told;
    }
    List<RequestFact> all = new ArrayList<>(told);
    all.addAll(
        sql.list(
            """
            select number, after_sequence, kind, happened_at, actor, data from request_acts
            where request_id = ? order by number
            """,
            row -> act(requestId, told.getFirst().profile(), row),
            requestId));
    return all;
  }

  private RequestFact act(UUID requestId, RequestProfile profile, Row row) throws SQLException {
    int number = row.integer("number");
    return new RequestFact(
        ClockIds.act(requestId, number),
        row.number("after_sequence"),
        number,
        row.instant("happened_at"),
        json.read(row.text("actor"), Actor.class),
        profile,
        acts.happening(acts.read(row.text("kind"), row.text("data"))),
        null);
  }

  /** Keeps what is done to clocks; it is folded with the facts from now on. */
  void keepAct(UUID requestId, ClockAct act, RequestFact as) {
    sql.update(
        """
        insert into request_acts
          (request_id, number, after_sequence, kind, happened_at, actor, data)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        requestId,
        as.act(),
        as.sequence(),
        ClockActs.kind(act),
        as.time(),
        json.write(as.actor()),
        json.write(act));
    sql.update(
        "update tracked_requests set last_act = ? where request_id = ?", as.act(), requestId);
  }

  /**
   * The place of a request among those of its priority that one department sent another in the week
   * of {@code monday}, from 1; the same however often it is asked for.
   */
  int placeInWeek(RequestFact fact, UUID requestId, LocalDate monday) {
    RequestProfile profile = fact.profile();
    String priority = profile.priority().name();
    // Two of the last place at once would both get it.
    sql.list(
        "select pg_advisory_xact_lock(hashtextextended(?::text, 7105))",
        row -> 1,
        String.join("/", profile.requester(), profile.provider(), priority, monday.toString()));
    sql.update(
        """
        insert into allowance_uses (requester, provider, priority, week, request_id, place)
        select ?, ?, ?, ?, ?, 1 + count(*) from allowance_uses
        where requester = ? and provider = ? and priority = ? and week = ?
        on conflict (requester, provider, priority, week, request_id) do nothing
        """,
        profile.requester(),
        profile.provider(),
        priority,
        monday,
        requestId,
        profile.requester(),
        profile.provider(),
        priority,
        monday);
    return sql.one(
            """
            select place from allowance_uses
            where requester = ? and provider = ? and priority = ? and week = ? and request_id = ?
            """,
            row -> row.integer("place"),
            profile.requester(),
            profile.provider(),
            priority,
            monday,
            requestId)
        .orElseThrow();
  }

  private RequestFact fact(Row row) throws SQLException {
    RequestFact told =
        FactReader.read(
            row.uuid("event_id"),
            row.number("sequence"),
            row.instant("happened_at"),
            row.text("type"),
            json.read(row.text("data"), JsonNode.class));
    String binding = row.nullableText("binding");
    RequestFact bound = binding == null ? told : told.boundTo(bindings.named(binding));
    return row.flag("over_allowance") ? bound.known(told.profile().overAllowance(true)) : bound;
  }
}
