package io.onus.kit.problem;

/**
 * One thing wrong with one field of the input; {@code field} is a dotted path such as {@code
 * customer.ref}.
 */
public record Violation(String field, String message) {}
