package io.onus.notification.directory.domain;

import java.util.List;

/**
 * A department's leads and deputies, the zone its people read times in, and the code of the
 * calendar they work by.
 */
public record Department(
    String code,
    String name,
    String zone,
    String calendar,
    List<Contact> leads,
    List<Contact> deputies,
    long version) {

  public Department {
    leads = List.copyOf(leads);
    deputies = List.copyOf(deputies);
  }

  public List<Contact> reachableLeads() {
    return leads.stream().filter(Contact::hasAddress).toList();
  }

  public List<Contact> reachableDeputies() {
    return deputies.stream().filter(Contact::hasAddress).toList();
  }
}
