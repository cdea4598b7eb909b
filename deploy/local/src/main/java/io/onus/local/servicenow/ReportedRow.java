package io.onus.local.servicenow;

/** A row that makes no sense as it stands, and what was done about it. */
record ReportedRow(int line, String incident, Reason reason, String detail) {

  enum Reason {
    /**
     * The line has more or fewer fields than the header, or a field that should be a number is
     * none.
     */
    MALFORMED("malformed"),
    /** A date is not {@code d/m/yyyy HH:MM}. */
    BAD_DATE("bad-date"),
    UNKNOWN_PRIORITY("unknown-priority"),
    UNKNOWN_STATE("unknown-state"),
    /** Older than the incident's previous row. */
    OUT_OF_ORDER("out-of-order"),
    /**
     * Nothing can happen to a request before it exists: counted as if it had happened when it was
     * opened.
     */
    BEFORE_OPENED("before-opened");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  @Override
  public String toString() {
    return "line " + line + " (" + incident + "): " + reason.label() + ", " + detail;
  }
}
