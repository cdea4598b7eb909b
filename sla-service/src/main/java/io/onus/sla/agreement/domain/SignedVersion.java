package io.onus.sla.agreement.domain;

/**
 * Terms both sides have signed.
 *
 * @param number counts the signed versions of an agreement from 1
 */
public record SignedVersion(int number, Terms terms, Signature offered, Signature accepted) {}
