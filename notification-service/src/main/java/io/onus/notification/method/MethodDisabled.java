package io.onus.notification.method;

import io.onus.notification.method.domain.Owner;

/** Fired in the transaction in which a method is disabled because its receiver said so. */
public record MethodDisabled(Owner owner) {}
