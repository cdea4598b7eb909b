package io.onus.notification.person.domain;

/**
 * @param id the name this person acts under in the other services
 */
public record Person(String id, String name, long version) {

  /** What an id looks like. */
  public static final String ID = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

  public static boolean isId(String id) {
    return id.matches(ID);
  }
}
