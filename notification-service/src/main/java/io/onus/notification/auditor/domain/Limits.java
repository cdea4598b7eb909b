package io.onus.notification.auditor.domain;

import java.time.Duration;

/**
 * How late something may be before it is wrong.
 *
 * @param grace how long a milestone may take to become an alert
 * @param late how long after its time a step is taken or a message sent
 * @param standing how long a part of the service may go without a round
 */
public record Limits(Duration grace, Duration late, Duration standing) {}
