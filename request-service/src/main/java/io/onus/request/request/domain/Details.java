package io.onus.request.request.domain;

/**
 * What the requester filled in, as a JSON object. Only the service's intake knows its fields, so
 * the rules here pass it on unread.
 */
public record Details(String json) {

  /** Characters of their JSON; what is longer is a file and no form. */
  public static final int LONGEST = 128 * 1024;

  /** Objects and arrays within each other. */
  public static final int DEEPEST = 50;

  public static final Details NONE = new Details("{}");
}
