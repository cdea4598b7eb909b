package io.onus.request.request.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same from a request's first day to its last.
 *
 * @param imported whether it was brought in from another system's history
 * @param createdBy the person who asked
 */
public record Particulars(
    UUID id,
    String number,
    String from,
    String subject,
    @Nullable Customer customer,
    @Nullable AtStake atStake,
    @Nullable Instant neededBy,
    @Nullable UUID parentId,
    @Nullable ExternalRef externalRef,
    boolean imported,
    String createdBy,
    Instant createdAt) {}
