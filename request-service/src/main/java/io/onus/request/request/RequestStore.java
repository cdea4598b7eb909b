package io.onus.request.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.outbox.OutboxMessage;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.Addressee;
import io.onus.request.request.domain.AtStake;
import io.onus.request.request.domain.Customer;
import io.onus.request.request.domain.Details;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Involved;
import io.onus.request.request.domain.Particulars;
import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.Side;
import io.onus.request.request.domain.Status;
import io.onus.request.request.domain.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests, their facts and their events, in as few statements as there can be. */
@ApplicationScoped
class RequestStore {

  private static final String INSERT_REQUEST =
      """
      insert into requests (
        id, number, from_department, to_department, service, priority, status, subject, details,
        customer_ref, customer_name, customer_promised_at, at_stake_amount, at_stake_currency,
        needed_by, deliver_by, parent_id, assignee, external_system, external_id, standing, imported,
        cycle, state,
        created_by, created_at, updated_at, submitted_at, last_fact_at, facts, sequence, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb,
        ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private static final String UPDATE_REQUEST =
      """
      update requests set
        to_department = ?, service = ?, priority = ?, status = ?, details = ?::json, assignee = ?,
        cycle = ?, state = ?::jsonb, updated_at = ?, submitted_at = ?, last_fact_at = ?, facts = ?,
        sequence = ?, version = ?
      where id = ?\
      """;

  private static final String INSERT_FACT =
      """
      insert into request_facts (
        request_id, position, sequence, event_id, type, happened_at, recorded_at, actor, department,
        side, kind, on_behalf_of, content)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)\
      """;

  private static final String INSERT_SILENTLY = together(INSERT_REQUEST, INSERT_FACT);
  private static final String INSERT_AND_TELL =
      together(INSERT_REQUEST, INSERT_FACT, Outbox.INSERT);
  private static final String UPDATE_SILENTLY = together(UPDATE_REQUEST, INSERT_FACT);
  private static final String UPDATE_AND_TELL =
      together(UPDATE_REQUEST, INSERT_FACT, Outbox.INSERT);

  private static final String SELECT =
      """
      select r.*,
        (select json_agg(json_build_object(
                  'id', c.id, 'number', c.number, 'to', c.to_department, 'status', c.status)
                  order by c.created_at, c.id)
         from requests c
         where c.parent_id = r.id
           and c.status not in ('DRAFT', 'RESOLVED', 'CLOSED', 'DECLINED', 'CANCELLED')
        ) as waiting_on
      from requests r
      """;

  /** The application's key for locks that keep two imports of the same request apart. */
  private static final int IMPORT_LOCKS = 7301;

  private final Sql sql;
  private final Outbox outbox;
  private final RequestEvents events;
  private final ObjectMapper mapper;

  RequestStore(Sql sql, Outbox outbox, RequestEvents events, ObjectMapper mapper) {
    this.sql = sql;
    this.outbox = outbox;
    this.events = events;
    this.mapper = mapper;
  }

  // ---- write

  /** A new request with its first fact and event: one statement. */
  void insert(Step step) {
    write(INSERT_SILENTLY, INSERT_AND_TELL, requestArguments(step.after()), step);
  }

  /** One more fact of a request that is locked: one statement. */
  void update(Step step) {
    write(UPDATE_SILENTLY, UPDATE_AND_TELL, changeArguments(step.after()), step);
  }

  /**
   * Many facts of many requests, each in its order.
   *
   * @param made the last state of requests that are new
   * @param changed the last state of requests that are stored and locked
   */
  void write(List<StoredRequest> made, List<StoredRequest> changed, List<Step> steps) {
    sql.with(
        connection -> {
          batch(connection, INSERT_REQUEST, made.stream().map(this::requestArguments).toList());
          batch(connection, UPDATE_REQUEST, changed.stream().map(this::changeArguments).toList());
          batch(
              connection,
              INSERT_FACT,
              steps.stream().map(step -> factArguments(step.fact())).toList());
          return null;
        });
    outbox.append(steps.stream().flatMap(step -> message(step).stream()).toList());
  }

  private void write(String silently, String telling, Object[] arguments, Step step) {
    Object[] withFact = joined(arguments, factArguments(step.fact()));
    message(step)
        .ifPresentOrElse(
            message -> {
              sql.update(telling, joined(withFact, outboxArguments(message)));
              outbox.wakeAfterCommit();
            },
            () -> sql.update(silently, withFact));
  }

  /** Several writes as one statement; the server does them all or none. */
  private static String together(String... statements) {
    StringBuilder all = new StringBuilder("with ");
    for (int i = 0; i < statements.length - 1; i++) {
      all.append(i == 0 ? "" : ", ").append("part").append(i);
      all.append(" as (").append(statements[i]).append(')');
    }
    return all.append(' ').append(statements[statements.length - 1]).toString();
  }

  private Optional<OutboxMessage> message(Step step) {
    return events
        .event(step)
        .map(event -> outbox.message(RequestEvents.TOPIC, event.subject(), event));
  }

  private Object[] requestArguments(StoredRequest stored) {
    Work work = stored.state().work();
    Particulars about = work.about();
    Customer customer = about.customer();
    AtStake atStake = about.atStake();
    ExternalRef external = about.externalRef();
    return arguments(
        about.id(),
        about.number(),
        about.from(),
        work.addressee().department(),
        work.addressee().service(),
        work.priority(),
        stored.state().status(),
        about.subject(),
        work.details().json(),
        customer == null ? null : customer.ref(),
        customer == null ? null : customer.name(),
        customer == null ? null : customer.promisedAt(),
        atStake == null ? null : atStake.amount(),
        atStake == null ? null : atStake.currency(),
        about.neededBy(),
        about.deliverBy(),
        about.parentId(),
        work.assignee(),
        external == null ? null : external.system(),
        external == null ? null : external.id(),
        about.standing(),
        about.imported(),
        work.cycle(),
        json(StateColumn.of(stored.state())),
        about.createdBy(),
        about.createdAt(),
        stored.updatedAt(),
        work.submittedAt(),
        stored.lastFactAt(),
        stored.facts(),
        stored.sequence(),
        stored.version());
  }

  private Object[] changeArguments(StoredRequest stored) {
    Work work = stored.state().work();
    return arguments(
        work.addressee().department(),
        work.addressee().service(),
        work.priority(),
        stored.state().status(),
        work.details().json(),
        work.assignee(),
        work.cycle(),
        json(StateColumn.of(stored.state())),
        stored.updatedAt(),
        work.submittedAt(),
        stored.lastFactAt(),
        stored.facts(),
        stored.sequence(),
        stored.version(),
        work.about().id());
  }

  private Object[] factArguments(StoredFact fact) {
    RequestEvent event = fact.event();
    Actor actor = event.by().actor();
    return arguments(
        fact.requestId(),
        fact.position(),
        fact.sequence(),
        fact.eventId(),
        event.type(),
        fact.happenedAt(),
        fact.recordedAt(),
        actor.id(),
        actor.department(),
        event.by().side(),
        actor.kind(),
        actor.onBehalfOf(),
        events.content(event).toString());
  }

  private static Object[] outboxArguments(OutboxMessage message) {
    return arguments(
        message.shard(),
        message.topic(),
        message.key(),
        message.eventId(),
        message.headers(),
        message.value());
  }

  private static void batch(Connection connection, String statement, List<Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          Sql.bind(connection, prepared, i + 1, row[i]);
        }
        prepared.addBatch();
      }
      prepared.executeBatch();
    }
  }

  @SuppressWarnings("NullAway")
  private static Object[] arguments(@Nullable Object... arguments) {
    return arguments;
  }

  private static Object[] joined(Object[] some, Object[] more) {
    Object[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  // ---- read

  Optional<StoredRequest> find(RequestName name) {
    return sql.one(SELECT + where(name), this::stored, name.value());
  }

  Optional<StoredRequest> lock(RequestName name) {
    return sql.one(SELECT + where(name) + " for update of r", this::stored, name.value());
  }

  /**
   * Locks these requests in the order of their ids, so that two imports never wait for each other;
   * ids that are not stored yet are kept from other imports too.
   */
  Map<UUID, StoredRequest> lockAll(Collection<UUID> ids) {
    List<UUID> sorted = ids.stream().sorted().toList();
    sql.list(
        """
        select pg_advisory_xact_lock(?, hashtext(id::text))
        from (select unnest(?) as id order by 1) ids
        """,
        row -> true,
        IMPORT_LOCKS,
        sorted);
    Map<UUID, StoredRequest> found = new HashMap<>();
    sql.list(SELECT + "where r.id = any(?) order by r.id for update of r", this::stored, sorted)
        .forEach(stored -> found.put(stored.id(), stored));
    return found;
  }

  /** The names of all that is known of these requests. */
  Map<UUID, List<UUID>> factIds(Collection<UUID> requestIds) {
    Map<UUID, List<UUID>> ids = new HashMap<>();
    sql.list(
        "select request_id, event_id from request_facts where request_id = any(?)",
        row ->
            ids.computeIfAbsent(row.uuid("request_id"), id -> new ArrayList<>())
                .add(row.uuid("event_id")),
        List.copyOf(requestIds));
    return ids;
  }

  /** Requests of an import that may still go on, by id. */
  List<UUID> openOfImport(String source, UUID after, int limit) {
    return sql.list(
        """
        select id from requests
        where imported and external_system = ? and id > ?
          and status not in ('CLOSED', 'DECLINED', 'CANCELLED')
        order by id limit ?
        """,
        row -> row.uuid("id"),
        source,
        after,
        limit);
  }

  /** Whom these requests concern, those that are there. */
  Map<UUID, Involved> involved(Collection<UUID> ids) {
    Map<UUID, Involved> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    sql.list(
        "select r.*, " + RequestScope.RECEIVER + " as receiver from requests r where id = any(?)",
        row -> found.put(row.uuid("id"), involved(row)),
        List.copyOf(ids));
    return found;
  }

  /** The requests that departments know by these references in other systems. */
  Map<OwnRef, StoredRequest> byExternalRef(Collection<ExternalRef> refs) {
    Map<OwnRef, StoredRequest> found = new HashMap<>();
    if (refs.isEmpty()) {
      return found;
    }
    sql.list(
            SELECT
                + """
                join unnest(?, ?) as ref (system, id)
                  on r.external_system = ref.system and r.external_id = ref.id
                """,
            this::stored,
            refs.stream().map(ExternalRef::system).toList(),
            refs.stream().map(ExternalRef::id).toList())
        .forEach(
            stored -> {
              Particulars about = stored.state().work().about();
              found.put(
                  new OwnRef(about.from(), Objects.requireNonNull(about.externalRef())), stored);
            });
    return found;
  }

  List<StoredRequest> page(
      RequestScope scope, RequestFilter filter, @Nullable RequestKey after, int limit) {
    Conditions narrowed = new Conditions(filter, after);
    return switch (scope) {
      case RequestScope.Everything all -> {
        List<Object> arguments = new ArrayList<>();
        arguments.add(all.departments());
        arguments.addAll(narrowed.arguments);
        arguments.add(limit);
        yield sql.list(
            SELECT + "where " + RequestScope.Everything.CONDITION + narrowed.text + NEWEST_FIRST,
            this::stored,
            arguments.toArray());
      }
      case RequestScope.Own own -> {
        List<Object> arguments = new ArrayList<>();
        List<String> ways = new ArrayList<>();
        for (String way : RequestScope.Own.WAYS) {
          ways.add(OF_EACH_OWN.formatted(way + narrowed.text + NEWEST_FIRST));
          arguments.add(own.departments());
          arguments.addAll(narrowed.arguments);
          arguments.add(limit);
        }
        arguments.add(limit);
        yield sql.list(
            SELECT
                + SEEN.formatted(String.join(" union ", ways))
                + " order by r.created_at desc, r.id desc",
            this::stored,
            arguments.toArray());
      }
    };
  }

  private static final String NEWEST_FIRST = " order by r.created_at desc, r.id desc limit ?";

  /** The newest of each department, so that no department's many hide another's few. */
  private static final String OF_EACH_OWN =
      """
      select newest.id, newest.created_at
      from unnest(?::text[]) as own (code)
      cross join lateral (select r.id, r.created_at from requests r where %s) as newest
      """;

  private static final String SEEN =
      """
      where r.id in (
        select seen.id from (%s) as seen order by seen.created_at desc, seen.id desc limit ?)
      """;

  /** What narrows a list, each condition with an {@code and} before it. */
  private static final class Conditions {
    final StringBuilder text = new StringBuilder();
    final List<Object> arguments = new ArrayList<>();

    Conditions(RequestFilter filter, @Nullable RequestKey after) {
      filter.conditions(
          (condition, argument) -> {
            text.append(" and ").append(condition);
            arguments.add(argument);
          });
      if (after != null) {
        text.append(" and (r.created_at, r.id) < (?, ?)");
        arguments.add(after.createdAt());
        arguments.add(after.id());
      }
    }
  }

  List<HistoryEntry> history(UUID requestId, int after, int limit, Collection<Side> ownSides) {
    return sql.list(
        """
        select * from request_facts
        where request_id = ? and position > ?
          and (type <> 'message-posted' or content ->> 'visibility' = 'BOTH' or side = any(?))
        order by position limit ?
        """,
        this::entry,
        requestId,
        after,
        ownSides,
        limit);
  }

  /** What nobody changed for so long and nobody works on any more, the longest first. */
  List<Archived> archive(Instant unchangedSince, int limit, Instant now) {
    return sql.list(
        """
        update requests set archived_at = ?
        where id in (
          select id from requests
          where archived_at is null and status in ('CLOSED', 'DECLINED', 'CANCELLED')
            and updated_at < ?
          order by updated_at limit ? for update skip locked)
        returning id, from_department, to_department
        """,
        row -> new Archived(row.uuid("id"), row.text("from_department"), row.text("to_department")),
        now,
        unchangedSince,
        limit);
  }

  record Archived(UUID id, String from, String to) {}

  /** From the request at the top of the chain down to every leaf, parents before children. */
  List<ChainLink> chain(UUID requestId) {
    return sql.list(
        """
        with recursive up as (
          select id, parent_id from requests where id = ?
          union all
          select p.id, p.parent_id from requests p join up on p.id = up.parent_id
        ), down as (
          select r.*, 0 as depth from requests r join up on up.id = r.id where up.parent_id is null
          union all
          select c.*, down.depth + 1 from requests c join down on c.parent_id = down.id
        )
        select r.*,\
        """
            + RequestScope.RECEIVER
            + """
             as receiver from down r order by depth, created_at, id
            """,
        row ->
            new ChainLink(
                row.uuid("id"),
                row.nullableUuid("parent_id"),
                row.text("number"),
                involved(row),
                row.text("service"),
                row.constant("priority", Priority.class),
                row.constant("status", Status.class),
                row.text("subject")),
        requestId);
  }

  private static String where(RequestName name) {
    return switch (name) {
      case RequestName.ById id -> "where r.id = ?";
      case RequestName.ByNumber number -> "where r.number = ?";
    };
  }

  private StoredRequest stored(Row row) throws SQLException {
    StateColumn state = parsed(row.text("state"), StateColumn.class);
    Work work =
        new Work(
            particulars(row),
            new Addressee(row.text("to_department"), row.text("service")),
            row.constant("priority", Priority.class),
            new Details(row.text("details")),
            row.nullableText("assignee"),
            state.expectedBy(),
            state.proposedPriority(),
            state.proposedTransfer(),
            row.integer("cycle"),
            row.nullableInstant("submitted_at"));
    String waitingOn = row.nullableText("waiting_on");
    return new StoredRequest(
        state.request(row.constant("status", Status.class), work),
        row.integer("version"),
        row.integer("facts"),
        row.integer("sequence"),
        row.instant("last_fact_at"),
        row.instant("updated_at"),
        waitingOn == null ? List.of() : List.of(parsed(waitingOn, StoredRequest.Child[].class)),
        row.nullableInstant("archived_at"));
  }

  private static Particulars particulars(Row row) throws SQLException {
    String customer = row.nullableText("customer_ref");
    BigDecimal amount = row.nullableDecimal("at_stake_amount");
    String system = row.nullableText("external_system");
    return new Particulars(
        row.uuid("id"),
        row.text("number"),
        row.text("from_department"),
        row.text("subject"),
        customer == null
            ? null
            : new Customer(
                customer,
                row.nullableText("customer_name"),
                row.nullableInstant("customer_promised_at")),
        amount == null ? null : new AtStake(amount, row.text("at_stake_currency")),
        row.nullableInstant("needed_by"),
        row.nullableInstant("deliver_by"),
        row.nullableUuid("parent_id"),
        system == null ? null : new ExternalRef(system, row.text("external_id")),
        row.nullableText("standing"),
        row.flag("imported"),
        row.text("created_by"),
        row.instant("created_at"));
  }

  private static Involved involved(Row row) throws SQLException {
    return new Involved(
        row.text("from_department"),
        row.text("to_department"),
        row.nullableText("receiver"),
        row.nullableInstant("submitted_at") != null);
  }

  private HistoryEntry entry(Row row) throws SQLException {
    return new HistoryEntry(
        row.integer("position"),
        row.nullableInteger("sequence"),
        row.text("type"),
        row.instant("happened_at"),
        row.instant("recorded_at"),
        new HistoryEntry.By(
            row.text("actor"),
            row.text("department"),
            row.nullableText("side"),
            row.text("kind"),
            row.nullableText("on_behalf_of")),
        parsed(row.text("content"), JsonNode.class));
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a state must be JSON", e);
    }
  }

  private <T> T parsed(String json, Class<T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is stored cannot be read as " + type, e);
    }
  }
}
