package io.onus.kit.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.audit.CallIds;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.sql.Sql;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call left in the trail of the service under test. Every answer says in {@code
 * X-Request-Id} by which id to look.
 */
public final class AuditTrail {

  /**
   * One entry, with people by the ids they have now.
   *
   * @param changes as stored: people in it are references
   */
  public record Recorded(
      String actor,
      String actorKind,
      @Nullable String onBehalfOf,
      @Nullable String address,
      String action,
      String subjectType,
      String subjectId,
      List<String> departments,
      JsonNode changes) {}

  private AuditTrail() {}

  public static List<Recorded> entriesOf(Response answer) {
    return entriesOf(answer.header(CallIds.HEADER));
  }

  public static List<Recorded> entriesOf(String callId) {
    return Arc.container()
        .instance(Sql.class)
        .get()
        .list(
            """
            select e.*, a.kind, a.person_id, b.person_id as other
            from audit_entries e
            join audit_people a on a.ref = e.actor
            left join audit_people b on b.ref = e.on_behalf_of
            where e.call_id = ? order by e.id
            """,
            row ->
                new Recorded(
                    row.text("person_id"),
                    row.text("kind"),
                    row.nullableText("other"),
                    row.nullableText("address"),
                    row.text("action"),
                    row.text("subject_type"),
                    row.text("subject_id"),
                    row.texts("departments"),
                    parsed(row.text("changes"))),
            callId);
  }

  private static JsonNode parsed(String json) {
    try {
      return JsonSettings.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("changes must be JSON", e);
    }
  }
}
