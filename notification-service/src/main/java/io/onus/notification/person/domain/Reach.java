package io.onus.notification.person.domain;

import java.util.List;

/** A person and the ways that reach them now. */
public record Reach(String personId, String name, List<ContactMethod> methods) {

  public Reach {
    methods = List.copyOf(methods);
  }

  public boolean isReachable() {
    return !methods.isEmpty();
  }
}
