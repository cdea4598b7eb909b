package io.onus.request.request.domain;

/** Another priority that waits for the other side's consent. */
public record ProposedPriority(Priority priority, Side by, String reason) {}
