package io.onus.request.request.domain;

/**
 * What the requester filled in, as a JSON object. Only the service's intake knows its fields, so
 * the rules here pass it on unread.
 */
public record Details(String json) {

  public static final Details NONE = new Details("{}");
}
