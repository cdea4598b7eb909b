package io.onus.notification.weekly;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When an agreement is to be looked at again.
 *
 * @param on null where nobody said
 * @param sequence the place of the event that says so among those of the agreement
 */
record PlannedReview(
    UUID agreementId,
    String requester,
    String provider,
    @Nullable String service,
    @Nullable LocalDate on,
    long sequence) {}
