package io.onus.notification.target.domain;

import java.util.List;

/**
 * Who is on call at an instant.
 *
 * @param known whether there is such a schedule at all
 * @param people ids; empty where nobody is
 * @param reasons why nobody is, in words; empty where somebody is
 */
public record OnCall(boolean known, List<String> people, List<String> reasons) {

  public OnCall {
    people = List.copyOf(people);
    reasons = List.copyOf(reasons);
  }

  public static OnCall of(String schedule, List<String> people) {
    return new OnCall(
        true, people, people.isEmpty() ? List.of("nobody is on call in " + schedule) : List.of());
  }

  public static OnCall unknown(String schedule) {
    return new OnCall(false, List.of(), List.of("there is no schedule " + schedule));
  }
}
