package io.onus.request.request.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same from a request's first day to its last.
 *
 * @param deliverBy the calendar moment the answer is owed at, whatever the hours are
 * @param standing the code of the standing request it was made for
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
    @Nullable Instant deliverBy,
    @Nullable UUID parentId,
    @Nullable ExternalRef externalRef,
    @Nullable String standing,
    boolean imported,
    String createdBy,
    Instant createdAt) {}
