package io.onus.sla.budget.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a promise of a signed agreement ended.
 *
 * @param version of the agreement, that the promise was made under
 * @param at when it was met, or broken
 * @param verdict MET, BREACHED or WAIVED
 * @param cost what the breach costs by the signed terms, as far as it is known
 * @param eventId the clock event that says so; null where this only adds to what was said
 */
public record Settlement(
    UUID clockId,
    UUID requestId,
    UUID agreementId,
    int version,
    Side side,
    Metric metric,
    Priority priority,
    Instant at,
    Verdict verdict,
    @Nullable Money cost,
    @Nullable UUID eventId) {}
