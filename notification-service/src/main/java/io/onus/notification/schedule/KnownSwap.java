package io.onus.notification.schedule;

import io.onus.notification.schedule.domain.Swap;

/** A swap as it is stored. */
record KnownSwap(String schedule, Swap swap, long version) {}
