package io.onus.request.request.domain;

/** A transfer the receiving department has not answered yet. */
public record ProposedTransfer(Addressee to, String reason) {}
