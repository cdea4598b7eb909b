package io.onus.request.request.domain;

import org.jspecify.annotations.Nullable;

/** Who did something, and on which side they stood; no side for a receiver who refused. */
public record By(Actor actor, @Nullable Side side) {}
