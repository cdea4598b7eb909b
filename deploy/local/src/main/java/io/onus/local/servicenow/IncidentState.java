package io.onus.local.servicenow;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** ServiceNow's incident states, by the label the export carries. */
enum IncidentState {
  NEW("New"),
  ACTIVE("Active"),
  AWAITING_USER_INFO("Awaiting User Info"),
  AWAITING_VENDOR("Awaiting Vendor"),
  AWAITING_PROBLEM("Awaiting Problem"),
  AWAITING_EVIDENCE("Awaiting Evidence"),
  RESOLVED("Resolved"),
  CLOSED("Closed");

  private static final Map<String, IncidentState> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(state -> state.label, Function.identity()));

  private final String label;

  IncidentState(String label) {
    this.label = label;
  }

  static Optional<IncidentState> of(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  String label() {
    return label;
  }

  boolean isDone() {
    return this == RESOLVED || this == CLOSED;
  }
}
