package io.onus.notification.route.domain;

import io.onus.notification.domain.Severity;

/** What routes look at. */
public record Situation(String obligor, String requester, String provider, Severity severity) {

  boolean involves(String department) {
    return department.equals(obligor)
        || department.equals(requester)
        || department.equals(provider);
  }
}
