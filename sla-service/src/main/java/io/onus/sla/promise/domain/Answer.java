package io.onus.sla.promise.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said to a proposal or to a waiver.
 *
 * @param reason null where none is needed
 */
public record Answer(Speaker by, Instant at, @Nullable String reason) {}
