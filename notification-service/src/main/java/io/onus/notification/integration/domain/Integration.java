package io.onus.notification.integration.domain;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param department whose it is; null: of those who answer for all
 * @param events which types it is sent whether or not there is an alert; empty: it is told only
 *     where somebody names it as a target
 */
public record Integration(
    String id, String name, @Nullable String department, List<EventPattern> events) {

  /** What an id looks like. */
  public static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  public Integration {
    events = List.copyOf(events);
  }

  public static boolean isId(String id) {
    return id.matches(ID);
  }

  /**
   * Its department's own business, and of that only what it asked for.
   *
   * @param concerned the departments an event is about
   */
  public boolean wants(String type, Collection<String> concerned) {
    boolean theirs = department == null || concerned.contains(department);
    return theirs && events.stream().anyMatch(pattern -> pattern.matches(type));
  }
}
