package io.onus.notification.delivery.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sees a delivery, which names an address, and who may have it sent again: the leads of the
 * department that owes, and who is answerable for all of on-call.
 */
public final class DeliveryAccess {

  /**
   * The deliveries somebody sees, as a list asks the database for them.
   *
   * @param obligors the departments whose alerts' deliveries are seen
   * @param person who sees what went to them; null for a system
   */
  public record Sight(boolean all, Set<String> obligors, @Nullable String person) {
    public Sight {
      obligors = Set.copyOf(obligors);
    }
  }

  private DeliveryAccess() {}

  /**
   * @param obligor the department that owes what the delivery is about; null for news
   * @param person whom it goes to; null for somebody only the directory knows
   */
  public static Right of(Asker asker, @Nullable String obligor, @Nullable String person) {
    if ((obligor != null && asker.leads(obligor)) || asker.has(Role.ON_CALL_ADMIN)) {
      return Right.CHANGE;
    }
    boolean theirs = person != null && asker.is(person);
    return theirs || asker.has(Role.AUDITOR) ? Right.READ : Right.NONE;
  }

  /** Whether somebody may see all of an address, which of a chat is a secret. */
  public static boolean seesAddress(Asker asker, @Nullable String person) {
    return asker.has(Role.ON_CALL_ADMIN) || person != null && asker.is(person);
  }

  public static Sight sight(Asker asker) {
    return new Sight(
        asker.has(Role.ON_CALL_ADMIN) || asker.has(Role.AUDITOR),
        asker.leads(),
        asker.person() ? asker.id() : null);
  }
}
