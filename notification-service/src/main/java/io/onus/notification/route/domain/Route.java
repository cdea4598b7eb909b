package io.onus.notification.route.domain;

import io.onus.notification.domain.Severity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * People to tell when a situation matches. Routes are tried by position and the first that matches
 * decides.
 *
 * @param department null matches every department
 * @param severity null matches both
 */
public record Route(
    UUID id,
    int position,
    @Nullable String department,
    Side side,
    @Nullable Severity severity,
    List<String> people) {

  /** Which part the department plays in the request. */
  public enum Side {
    /** It owes what the clock measures. */
    OBLIGOR,
    /** It is on either side of the request. */
    EITHER
  }

  public Route {
    people = List.copyOf(people);
  }

  public boolean matches(Situation situation) {
    return matchesDepartment(situation) && (severity == null || severity == situation.severity());
  }

  private boolean matchesDepartment(Situation situation) {
    if (department == null) {
      return true;
    }
    return switch (side) {
      case OBLIGOR -> department.equals(situation.obligor());
      case EITHER -> situation.involves(department);
    };
  }
}
