package io.onus.notification.alert.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who sees an alert, and who may say that it is known or over: the department that owes, whoever
 * was told, and who is answerable for all of on-call. The other side sees that somebody knows.
 */
public final class AlertAccess {

  /**
   * Whom an alert concerns.
   *
   * @param told ids of the people messages about it went to, or are to go to
   */
  public record Concerned(String obligor, String requester, String provider, Set<String> told) {
    public Concerned {
      told = Set.copyOf(told);
    }
  }

  /**
   * The alerts somebody sees, as a list asks the database for them.
   *
   * @param person who sees the alerts they were told of; null for a system
   */
  public record Sight(boolean all, Set<String> departments, @Nullable String person) {
    public Sight {
      departments = Set.copyOf(departments);
    }
  }

  private AlertAccess() {}

  public static Right of(Asker asker, Concerned concerned) {
    boolean told = concerned.told().stream().anyMatch(asker::is);
    if (asker.isOf(concerned.obligor()) || told || asker.has(Role.ON_CALL_ADMIN)) {
      return Right.CHANGE;
    }
    boolean onASide = Stream.of(concerned.requester(), concerned.provider()).anyMatch(asker::isOf);
    return onASide || asker.has(Role.AUDITOR) ? Right.READ : Right.NONE;
  }

  public static Sight sight(Asker asker) {
    return new Sight(
        asker.has(Role.ON_CALL_ADMIN) || asker.has(Role.AUDITOR),
        asker.departments(),
        asker.person() ? asker.id() : null);
  }
}
