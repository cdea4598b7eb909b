package io.onus.kit.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Sql;
import io.onus.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The trail as it is read: newest first. */
@ApplicationScoped
class AuditTrailStore {

  private record Stored(
      long id,
      Instant at,
      UUID actor,
      @Nullable UUID onBehalfOf,
      @Nullable String address,
      @Nullable String callId,
      String action,
      AuditEntryView.Subject subject,
      List<String> departments,
      JsonNode changes,
      @Nullable Long seq) {

    List<String> key() {
      return List.of(at.toString(), Long.toString(id));
    }
  }

  private final Sql sql;
  private final AuditPeople people;
  private final Transactions transactions;
  private final ObjectMapper mapper;

  AuditTrailStore(Sql sql, AuditPeople people, Transactions transactions, ObjectMapper mapper) {
    this.sql = sql;
    this.people = people;
    this.transactions = transactions;
    this.mapper = mapper;
  }

  Page<AuditEntryView> page(AuditFilter filter, PageRequest request) {
    return transactions.call(
        () -> {
          Page<Stored> page = Page.of(rows(filter, request), request, Stored::key);
          Map<UUID, AuditPersonView> known = people.views(refs(page.items()));
          return page.map(stored -> view(stored, known));
        });
  }

  private List<Stored> rows(AuditFilter filter, PageRequest request) {
    List<String> conditions = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    if (filter.actor() != null) {
      List<UUID> refs = people.refsOf(filter.actor());
      if (refs.isEmpty()) {
        return List.of();
      }
      conditions.add("(e.actor = any (?) or e.on_behalf_of = any (?))");
      arguments.addAll(List.of(refs, refs));
    }
    if (filter.action() != null) {
      conditions.add("e.action = ?");
      arguments.add(filter.action());
    }
    if (filter.subject() != null) {
      int slash = filter.subject().indexOf('/');
      if (slash >= 0) {
        conditions.add("e.subject_type = ?");
        arguments.add(filter.subject().substring(0, slash));
      }
      String id = filter.subject().substring(slash + 1);
      List<String> ids = new ArrayList<>(List.of(id));
      people.refsOf(id).forEach(ref -> ids.add(ref.toString()));
      conditions.add("e.subject_id = any (?)");
      arguments.add(ids);
    }
    if (filter.department() != null) {
      conditions.add("e.departments @> array[?]::text[]");
      arguments.add(filter.department());
    }
    if (filter.from() != null) {
      conditions.add("e.at >= ?");
      arguments.add(filter.from());
    }
    if (filter.to() != null) {
      conditions.add("e.at < ?");
      arguments.add(filter.to());
    }
    if (!request.isFirst()) {
      conditions.add("(e.at, e.id) < (?, ?)");
      arguments.addAll(List.of(request.instantKey(0), request.numberKey(1)));
    }
    arguments.add(request.size() + 1);
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    return sql.list(
        "select e.*, s.seq from audit_entries e left join audit_seals s on s.entry_id = e.id"
            + where
            + " order by e.at desc, e.id desc limit ?",
        row ->
            new Stored(
                row.number("id"),
                row.instant("at"),
                row.uuid("actor"),
                row.nullableUuid("on_behalf_of"),
                row.nullableText("address"),
                row.nullableText("call_id"),
                row.text("action"),
                new AuditEntryView.Subject(row.text("subject_type"), row.text("subject_id"), null),
                row.texts("departments"),
                parsed(row.text("changes")),
                row.nullableNumber("seq")),
        arguments.toArray());
  }

  private static Set<UUID> refs(List<Stored> rows) {
    Set<UUID> refs = new HashSet<>();
    for (Stored row : rows) {
      refs.add(row.actor());
      if (isPerson(row.subject())) {
        refs.add(UUID.fromString(row.subject().id()));
      }
      if (row.onBehalfOf() != null) {
        refs.add(row.onBehalfOf());
      }
      row.changes().findValuesAsText("ref").forEach(ref -> refs.add(UUID.fromString(ref)));
    }
    return refs;
  }

  private AuditEntryView view(Stored row, Map<UUID, AuditPersonView> known) {
    return new AuditEntryView(
        row.id(),
        row.at(),
        person(row.actor(), known),
        row.onBehalfOf() == null ? null : person(row.onBehalfOf(), known),
        row.address(),
        row.callId(),
        row.action(),
        isPerson(row.subject())
            ? new AuditEntryView.Subject(
                row.subject().type(),
                row.subject().id(),
                person(UUID.fromString(row.subject().id()), known))
            : row.subject(),
        row.departments(),
        named(row.changes(), known),
        row.seq());
  }

  private static boolean isPerson(AuditEntryView.Subject subject) {
    return subject.type().equals("person");
  }

  /** The changes with the people their references stand for now. */
  private JsonNode named(JsonNode changes, Map<UUID, AuditPersonView> known) {
    ObjectNode named = mapper.createObjectNode();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (change.getValue().isArray()) {
        ArrayNode both = named.putArray(change.getKey());
        change.getValue().forEach(value -> both.add(named(value, known, mapper)));
      } else {
        named.set(change.getKey(), change.getValue());
      }
    }
    return named;
  }

  private static JsonNode named(
      JsonNode value, Map<UUID, AuditPersonView> known, ObjectMapper mapper) {
    if (value.isArray()) {
      ArrayNode all = mapper.createArrayNode();
      value.forEach(one -> all.add(named(one, known, mapper)));
      return all;
    }
    return value.isObject()
        ? mapper.valueToTree(person(UUID.fromString(value.path("ref").asText()), known))
        : value;
  }

  private static AuditPersonView person(UUID ref, Map<UUID, AuditPersonView> known) {
    return known.getOrDefault(ref, new AuditPersonView(ref, null, null, null));
  }

  private JsonNode parsed(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is stored must be JSON", e);
    }
  }
}
