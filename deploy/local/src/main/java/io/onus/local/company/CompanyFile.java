package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file whose form is right: everything it describes, in the order in which it can be made.
 *
 * @param reading which line says what
 */
record CompanyFile(List<Entry> entries, Reading reading) {

  /**
   * @throws MistakenFileException naming every line that cannot be meant
   */
  static CompanyFile parse(String text) {
    Reading reading = new Reading();
    JsonNode company = Format.COMPANY.read(YamlReader.read(text), "", reading);
    refuseIfMistaken(reading);
    List<Entry> entries = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Entry> ofKind = entries(kind, company.path(kind.section()), reading);
      entries.addAll(kind == Kind.DEPARTMENT ? Parents.first(ofKind, reading) : ofKind);
    }
    CompanyFile file = new CompanyFile(List.copyOf(entries), reading);
    DuplicateKeys.find(file);
    refuseIfMistaken(reading);
    return file;
  }

  /** What it says of some kinds of things, to be applied without the rest. */
  List<Entry> of(Set<Kind> kinds) {
    return entries.stream().filter(entry -> kinds.contains(entry.kind())).toList();
  }

  List<Entry> of(Kind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).toList();
  }

  Optional<Entry> find(Kind kind, String key) {
    return entries.stream()
        .filter(entry -> entry.kind() == kind && entry.key().equals(key))
        .findFirst();
  }

  /** Where a field of an entry is said. */
  int line(Entry entry, String field) {
    return reading.line(entry.path() + "." + field);
  }

  static void refuseIfMistaken(Reading reading) {
    if (!reading.mistakes().isEmpty()) {
      throw new MistakenFileException(reading.mistakes());
    }
  }

  private static List<Entry> entries(Kind kind, JsonNode section, Reading reading) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < section.size(); i++) {
      String path = kind.section() + "[" + i + "]";
      ObjectNode wanted = (ObjectNode) section.get(i);
      entries.add(new Entry(kind, key(kind, wanted), path, reading.line(path), wanted));
    }
    return entries;
  }

  private static String key(Kind kind, JsonNode wanted) {
    return switch (kind) {
      case CALENDAR, DEPARTMENT, SERVICE, SCHEDULE, POLICY -> wanted.path("code").asText();
      case PERSON, WEBHOOK -> wanted.path("id").asText();
      case ROUTE -> wanted.path("position").asText();
      case OFFER ->
          Entry.offerKey(wanted.path("provider").asText(), wanted.path("service").asText(""));
    };
  }
}
