package io.onus.local.servicenow;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everybody a log mentions: what has to exist in Onus before its facts can be told.
 *
 * @param departments name by code
 * @param services by code
 * @param pairs requester and provider of every row, and who asked with every group an incident came
 *     to; unknown counts as a department of its own
 */
record LogDirectory(
    SortedMap<String, String> departments,
    SortedMap<String, Service> services,
    SortedSet<Pair> pairs) {

  record Service(String provider, String name) {}

  record Pair(String requester, String provider) implements Comparable<Pair> {

    @Override
    public int compareTo(Pair other) {
      return Comparator.comparing(Pair::requester)
          .thenComparing(Pair::provider)
          .compare(this, other);
    }
  }

  static LogDirectory of(Iterable<Incident> incidents) {
    LogDirectory directory = new LogDirectory(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    for (Incident incident : incidents) {
      incident.rows().forEach(directory::add);
      directory.addReceivers(incident);
    }
    return directory;
  }

  /** Where an incident changes its location on the way, it was still asked by the first. */
  private void addReceivers(Incident incident) {
    String requester = Sides.of(incident).requester();
    for (AuditRow row : incident.rows()) {
      if (row.group() != null) {
        pairs.add(new Pair(requester, Codes.provider(row.group())));
      }
    }
  }

  private void add(AuditRow row) {
    String requester = Codes.requester(row.location());
    String provider = Codes.provider(row.group());
    departments.putIfAbsent(requester, named(row.location(), "Location unknown"));
    departments.putIfAbsent(provider, named(row.group(), "Unassigned"));
    services.putIfAbsent(
        Codes.service(row.group(), row.category()),
        new Service(provider, named(row.category(), "Category unknown")));
    pairs.add(new Pair(requester, provider));
  }

  private static String named(@Nullable String name, String otherwise) {
    return name == null ? otherwise : name;
  }
}
