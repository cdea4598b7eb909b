package io.onus.request.request.domain;

/** The name of the same piece of work in another system. */
public record ExternalRef(String system, String id) {}
