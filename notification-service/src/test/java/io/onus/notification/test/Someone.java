package io.onus.notification.test;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import java.util.Set;

/** The callers the rules tell apart: a person with one of these, or a system. */
public final class Someone {

  private Someone() {}

  public static Asker member(String department) {
    return new Asker("mia", true, Set.of(department), Set.of(), Set.of());
  }

  public static Asker lead(String department) {
    return new Asker("lena", true, Set.of(department), Set.of(department), Set.of());
  }

  public static Asker with(Role role) {
    return new Asker("rosa", true, Set.of(), Set.of(), Set.of(role));
  }

  public static Asker named(String id) {
    return new Asker(id, true, Set.of(), Set.of(), Set.of());
  }

  public static Asker robotNamed(String id, String... departments) {
    return new Asker(id, false, Set.of(departments), Set.of(), Set.of());
  }
}
