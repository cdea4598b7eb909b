package io.onus.sla.offer.domain;

import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.Terms;
import org.jspecify.annotations.Nullable;

/**
 * One version of an offer. Publishing it is the provider's signature under its terms.
 *
 * @param number counts the publications of an offer from 1
 */
public record Publication(int number, Terms terms, Signature by, @Nullable String note) {}
