package io.onus.local.company;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Departments in the order in which they can be made: each after the one it is below. */
final class Parents {

  private final Map<String, Entry> byCode = new LinkedHashMap<>();
  private final Set<Entry> ordered = new LinkedHashSet<>();
  private final Reading reading;

  private Parents(Reading reading) {
    this.reading = reading;
  }

  static List<Entry> first(List<Entry> departments, Reading reading) {
    Parents parents = new Parents(reading);
    departments.forEach(entry -> parents.byCode.putIfAbsent(entry.key(), entry));
    for (Entry department : departments) {
      parents.add(department, new LinkedHashSet<>());
    }
    return new ArrayList<>(parents.ordered);
  }

  private void add(Entry department, Set<String> below) {
    if (ordered.contains(department)) {
      return;
    }
    below.add(department.key());
    String parent = department.text("parent");
    if (below.contains(parent)) {
      // The part of the way that goes round, not the one that led into it.
      List<String> way = new ArrayList<>(below);
      List<String> circle = way.subList(way.indexOf(parent), way.size());
      reading.wrong(
          department.path() + ".parent",
          "makes a circle: " + String.join(" below ", circle) + " below " + parent);
    } else if (byCode.containsKey(parent)) {
      add(byCode.get(parent), below);
    }
    ordered.add(department);
  }
}
