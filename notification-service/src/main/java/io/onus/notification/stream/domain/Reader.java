package io.onus.notification.stream.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who reads a stream: what is told to the person, and what is told to an address the identity
 * provider vouches for and nobody is known by.
 *
 * @param email in lower case; null where the provider vouches for none
 */
public record Reader(String personId, @Nullable String email) {}
