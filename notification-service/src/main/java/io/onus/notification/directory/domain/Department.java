package io.onus.notification.directory.domain;

import java.util.List;

/** A department's leads and deputies, and the zone its people read times in. */
public record Department(
    String code,
    String name,
    String zone,
    List<Contact> leads,
    List<Contact> deputies,
    long version) {

  public Department {
    leads = List.copyOf(leads);
    deputies = List.copyOf(deputies);
  }

  /** Leads with an address; where there is none, deputies with one. */
  public List<Contact> reachable() {
    List<Contact> reachable = leads.stream().filter(Contact::hasAddress).toList();
    return reachable.isEmpty()
        ? deputies.stream().filter(Contact::hasAddress).toList()
        : reachable;
  }
}
