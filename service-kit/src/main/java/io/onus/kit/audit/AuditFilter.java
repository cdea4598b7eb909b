package io.onus.kit.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a reader wants.
 *
 * @param actor who did it, or on whose behalf
 * @param subject an id, or a type and an id with a slash between them
 * @param from the earliest moment
 * @param to the moment before which they are
 */
record AuditFilter(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String subject,
    @Nullable String department,
    @Nullable Instant from,
    @Nullable Instant to) {}
