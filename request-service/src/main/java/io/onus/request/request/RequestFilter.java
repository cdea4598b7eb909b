package io.onus.request.request;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.request.ListText;
import io.onus.request.request.domain.Onus;
import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.Status;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What narrows a list of requests; every absent part lets all through.
 *
 * @param statuses any of them
 * @param q a pattern of {@code like}, in lower case
 */
record RequestFilter(
    @Nullable String to,
    @Nullable String from,
    List<Status> statuses,
    @Nullable Onus onus,
    List<Priority> priorities,
    @Nullable String assignee,
    @Nullable String customer,
    @Nullable String externalSystem,
    @Nullable String externalId,
    @Nullable String q,
    boolean archived) {

  /** Reads the filter as it stands in the query, and says what cannot be meant. */
  static RequestFilter of(
      @Nullable String to,
      @Nullable String from,
      List<String> status,
      @Nullable String onus,
      List<String> priority,
      @Nullable String assignee,
      @Nullable String customer,
      @Nullable String externalRef,
      @Nullable String q,
      boolean archived) {
    for (String text : Arrays.asList(to, from, assignee, customer, externalRef, q)) {
      if (text != null && text.indexOf('\0') >= 0) {
        throw Problem.malformed("A filter cannot contain the character NUL.");
      }
    }
    int colon = externalRef == null ? -1 : externalRef.indexOf(':');
    if (externalRef != null && colon < 1) {
      throw Problem.malformed(
          "externalRef must be system:id, like jira:CS-881.",
          new Violation("externalRef", "must be system:id"));
    }
    return new RequestFilter(
        to,
        from,
        status.stream().map(text -> constant("status", text, Status.class)).toList(),
        onus == null ? null : constant("onus", onus, Onus.class),
        priority.stream().map(text -> constant("priority", text, Priority.class)).toList(),
        assignee,
        customer,
        externalRef == null ? null : externalRef.substring(0, colon),
        externalRef == null ? null : externalRef.substring(colon + 1),
        ListText.contains(q),
        archived);
  }

  /** Hands each condition of SQL to {@code add}, with its one argument. */
  void conditions(BiConsumer<String, Object> add) {
    if (!archived) {
      add.accept("(r.archived_at is null) = ?", true);
    }
    equal(add, "r.to_department", to);
    equal(add, "r.from_department", from);
    equal(add, "r.assignee", assignee);
    equal(add, "r.customer_ref", customer);
    equal(add, "r.external_system", externalSystem);
    equal(add, "r.external_id", externalId);
    if (!statuses.isEmpty()) {
      add.accept("r.status = any(?)", statuses);
    }
    if (onus != null) {
      add.accept(
          "r.status = any(?)",
          Arrays.stream(Status.values()).filter(status -> status.onus() == onus).toList());
    }
    if (!priorities.isEmpty()) {
      add.accept("r.priority = any(?)", priorities);
    }
    if (q != null) {
      add.accept("lower(r.number || ' ' || r.subject) like ?", q);
    }
  }

  private static void equal(BiConsumer<String, Object> add, String column, @Nullable String value) {
    if (value != null) {
      add.accept(column + " = ?", value);
    }
  }

  private static <E extends Enum<E>> E constant(String field, String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> {
              String known = String.join(", ", names(type));
              return Problem.malformed(
                  field + " must be one of " + known + ".",
                  new Violation(field, "must be one of " + known));
            });
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
  }
}
