package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.Priority;
import java.time.Instant;
import java.util.UUID;

/** A request was sent with, or moved to, a priority. */
public record Ranking(UUID requestId, long sequence, Instant at, Priority priority) {}
