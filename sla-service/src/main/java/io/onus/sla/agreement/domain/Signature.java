package io.onus.sla.agreement.domain;

import java.time.Instant;

/**
 * Who signed, when, and exactly what.
 *
 * @param termsHash SHA-256 of the terms' canonical JSON, in hex
 */
public record Signature(Side side, String by, Instant at, String termsHash) {}
