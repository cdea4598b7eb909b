package io.onus.notification.route.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import io.onus.notification.route.domain.Route.Side;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sees and changes routes. A department's leads decide who is told of what their department
 * owes; a route that catches what others owe (any department's, or on either side) is for those who
 * answer for all.
 */
public final class RouteAccess {

  /**
   * The routes somebody sees, as a list asks the database for them.
   *
   * @param departments whose routes are seen; with one at least, those for every department too
   */
  public record Sight(boolean all, Set<String> departments) {
    public Sight {
      departments = Set.copyOf(departments);
    }
  }

  private RouteAccess() {}

  public static Right of(Asker asker, Route route) {
    if (isWriter(asker, route.match().department(), route.match().side())) {
      return Right.CHANGE;
    }
    return isReader(asker, route.match().department()) ? Right.READ : Right.NONE;
  }

  public static Sight sight(Asker asker) {
    return new Sight(readsAll(asker), asker.departments());
  }

  private static boolean isWriter(Asker asker, @Nullable String department, Side side) {
    return asker.has(Role.ON_CALL_ADMIN)
        || (department != null && asker.leads(department) && side == Side.OBLIGOR);
  }

  private static boolean isReader(Asker asker, @Nullable String department) {
    return readsAll(asker)
        || (department == null ? !asker.departments().isEmpty() : asker.isOf(department));
  }

  private static boolean readsAll(Asker asker) {
    return asker.has(Role.ON_CALL_ADMIN) || asker.has(Role.AUDITOR);
  }
}
