package io.onus.notification.person;

import io.onus.notification.method.KnownMethod;
import io.onus.notification.person.domain.Person;

/** Fired in the transaction that adds a method which a code has to prove. */
public record MethodUnproved(Person person, KnownMethod method) {}
