package io.onus.request.directory.domain;

/** A person of a department who can be reached by e-mail. */
public record Contact(String name, String email) {}
