package io.onus.sla.agreement.domain;

import java.time.Instant;

/**
 * A side's word that an agreement ends.
 *
 * @param at when it was given
 * @param endsAt requests submitted from then on are not bound any more
 */
public record Notice(Side side, String by, Instant at, Instant endsAt, String reason) {}
