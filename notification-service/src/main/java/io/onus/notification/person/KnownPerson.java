package io.onus.notification.person;

import io.onus.notification.method.KnownMethod;
import io.onus.notification.person.domain.Person;
import java.util.List;

/** A person with the methods that were not removed. */
record KnownPerson(Person person, List<KnownMethod> methods) {

  KnownPerson {
    methods = List.copyOf(methods);
  }
}
