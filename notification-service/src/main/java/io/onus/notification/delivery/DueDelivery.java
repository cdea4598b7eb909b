package io.onus.notification.delivery;

import io.onus.notification.delivery.domain.Relevance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A due delivery with what its claim judges.
 *
 * @param priority of the request it is about
 * @param free nothing holds it: a person asked for it, or it proves that a method works
 * @param paused it warns of a clock that stands still, as all of the alert's do: it says when that
 *     is due once it runs on
 * @param follows until when what it follows may still be on its way
 */
record DueDelivery(
    KnownDelivery delivery,
    Relevance relevance,
    @Nullable String priority,
    boolean free,
    boolean paused,
    @Nullable Instant follows) {}
