package io.onus.request.directory.domain;

import io.onus.kit.decide.Refusal;
import java.util.List;
import java.util.Map;

/**
 * A department cannot be below itself. {@code path} leads from the wished parent up to the
 * department.
 */
public record ParentMakesCycle(String department, List<String> path) implements Refusal {

  public ParentMakesCycle {
    path = List.copyOf(path);
  }

  @Override
  public String kind() {
    return "parent-makes-cycle";
  }

  @Override
  public String message() {
    return "%s cannot be below %s: the way up from there leads back to %s (%s)."
        .formatted(department, path.getFirst(), department, String.join(" → ", path));
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of("department", department, "path", path);
  }
}
