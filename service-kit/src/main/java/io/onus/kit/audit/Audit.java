package io.onus.kit.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Callers;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Records changes in the transaction that makes them: with it they are there, without it they are
 * not. Who acts, from where and in which call comes from the call at work; outside a call it is the
 * service itself.
 */
@ApplicationScoped
public class Audit {

  /** Writes all or, where a remembered reference no longer stands, nothing. */
  private static final String INSERT =
      """
      with written as (
        insert into audit_entries (at, actor, on_behalf_of, address, call_id, action,
          subject_type, subject_id, departments, changes)
        select ?, ?, on_behalf_of, ?, ?, action, subject_type, subject_id, departments, changes
        from jsonb_to_recordset(?) as given (n integer, on_behalf_of uuid, action text,
          subject_type text, subject_id text, departments text[], changes jsonb)
        where ? = (select count(*) from audit_people
                   where ref = any (?) and pseudonymised_at is null)
        order by n
        returning id)
      insert into audit_unsealed (entry_id) select id from written
      """;

  private record Call(AuditPerson actor, @Nullable String address, @Nullable String id) {}

  private final Sql sql;
  private final AuditPeople people;
  private final Callers callers;
  private final CurrentCall call;
  private final WallClock clock;
  private final ObjectMapper mapper;
  private final AuditPerson self;

  public Audit(
      Sql sql,
      AuditPeople people,
      Callers callers,
      CurrentCall call,
      WallClock clock,
      ObjectMapper mapper,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.sql = sql;
    this.people = people;
    this.callers = callers;
    this.call = call;
    this.clock = clock;
    this.mapper = mapper;
    this.self = new AuditPerson(Caller.Kind.SYSTEM, service, null);
  }

  public void record(AuditEntry entry) {
    record(List.of(entry));
  }

  /** One statement for all of them. */
  public void record(List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    if (!QuarkusTransaction.isActive()) {
      throw new IllegalStateException("an entry belongs to the transaction of its change");
    }
    Call at = at();
    if (!written(entries, at)) {
      people.forget();
      if (!written(entries, at)) {
        throw new IllegalStateException("references made a moment ago do not stand");
      }
    }
    accountedFor();
  }

  /** Says that a mutating call left everything as it was: there is nothing to record. */
  public void unchanged() {
    accountedFor();
  }

  /** From now on the person's references lead to the pseudonym; the entries stay as they are. */
  public void pseudonymise(String personId, String pseudonym) {
    List<UUID> refs = people.replace(personId, pseudonym, clock.now());
    record(refs.stream().map(ref -> AuditEntry.of("person.pseudonymised", "person", ref)).toList());
  }

  private boolean written(List<AuditEntry> entries, Call at) {
    Map<AuditPerson.Key, UUID> refs =
        people.refs(
            Stream.concat(Stream.of(at.actor()), entries.stream().flatMap(AuditEntry::people))
                .toList());
    Set<UUID> used = new HashSet<>(refs.values());
    Instant now = clock.now();
    int queued =
        sql.update(
            INSERT,
            now,
            refs.get(at.actor().key()),
            at.address(),
            at.id(),
            new Sql.Json(rows(entries, refs).toString()),
            used.size(),
            used);
    return queued == entries.size();
  }

  private ArrayNode rows(List<AuditEntry> entries, Map<AuditPerson.Key, UUID> refs) {
    ArrayNode rows = mapper.createArrayNode();
    for (AuditEntry entry : entries) {
      ObjectNode row = rows.addObject();
      row.put("n", rows.size());
      AuditPerson other = entry.onBehalfOf();
      row.put("on_behalf_of", other == null ? null : refs.get(other.key()).toString());
      row.put("action", entry.action());
      row.put("subject_type", entry.subjectType());
      AuditPerson subject = entry.subject();
      row.put(
          "subject_id", subject == null ? entry.subjectId() : refs.get(subject.key()).toString());
      entry.departments().forEach(row.putArray("departments")::add);
      ObjectNode changes = row.putObject("changes");
      entry.changes().forEach((field, change) -> changes.set(field, json(change, refs)));
    }
    return rows;
  }

  private JsonNode json(AuditEntry.Change change, Map<AuditPerson.Key, UUID> refs) {
    return switch (change) {
      case AuditEntry.Text text -> mapper.getNodeFactory().textNode("changed");
      case AuditEntry.Values values ->
          mapper
              .createArrayNode()
              .add(mapper.<JsonNode>valueToTree(values.from()))
              .add(mapper.<JsonNode>valueToTree(values.to()));
      case AuditEntry.OnePerson(var from, var to) ->
          mapper.createArrayNode().add(ref(from, refs)).add(ref(to, refs));
      case AuditEntry.People(var from, var to) ->
          mapper.createArrayNode().add(refs(from, refs)).add(refs(to, refs));
    };
  }

  private ArrayNode refs(List<AuditPerson> people, Map<AuditPerson.Key, UUID> refs) {
    ArrayNode nodes = mapper.createArrayNode();
    people.forEach(person -> nodes.add(ref(person, refs)));
    return nodes;
  }

  private JsonNode ref(@Nullable AuditPerson person, Map<AuditPerson.Key, UUID> refs) {
    return person == null
        ? mapper.nullNode()
        : mapper.createObjectNode().put("ref", refs.get(person.key()).toString());
  }

  private Call at() {
    if (!inCall()) {
      return new Call(self, null, null);
    }
    return callers
        .known()
        .map(caller -> new Call(AuditPerson.of(caller), call.address(), call.id()))
        .orElseGet(() -> new Call(self, call.address(), call.id()));
  }

  private void accountedFor() {
    if (inCall()) {
      call.accountFor();
    }
  }

  private static boolean inCall() {
    return Arc.container().requestContext().isActive();
  }
}
