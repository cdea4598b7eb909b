package io.onus.local.company;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two entries that describe the same thing would undo each other with every run. */
final class DuplicateKeys {

  private DuplicateKeys() {}

  static void find(CompanyFile file) {
    Map<List<Object>, Entry> seen = new HashMap<>();
    for (Entry entry : file.entries()) {
      Entry first = seen.putIfAbsent(List.of(entry.kind(), entry.key()), entry);
      if (first != null) {
        file.reading()
            .wrong(
                entry.line(),
                entry.path(),
                entry.name() + " is described a second time, after line " + first.line());
      }
    }
  }
}
