package io.onus.request;

/** What a {@code PUT} led to: the state now, and whether it is new. */
public record Written<T>(T state, boolean created) {}
