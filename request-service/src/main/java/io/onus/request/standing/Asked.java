package io.onus.request.standing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A moment that came up.
 *
 * @param requestId the request that was made for it
 * @param problem why there is none
 */
record Asked(
    Instant moment,
    @Nullable UUID requestId,
    @Nullable String number,
    @Nullable String problem,
    Instant at) {}
