package io.onus.notification.delivery;

import io.onus.notification.delivery.domain.Relevance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A due delivery with what its claim judges.
 *
 * @param priority of the request it is about
 * @param free nothing holds it: a person asked for it, or it proves that a method works
 * @param follows until when what it follows may still be on its way
 */
record DueDelivery(
    KnownDelivery delivery,
    Relevance relevance,
    @Nullable String priority,
    boolean free,
    @Nullable Instant follows) {}
