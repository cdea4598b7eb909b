package io.onus.notification.policy;

import io.onus.notification.policy.domain.Policy;

/** A policy as it is stored. */
record KnownPolicy(Policy policy, long version) {}
