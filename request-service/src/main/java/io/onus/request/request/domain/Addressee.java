package io.onus.request.request.domain;

/** The service asked for and the department that provides it. */
public record Addressee(String department, String service) {}
