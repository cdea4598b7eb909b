package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether everything the file refers to is there: in the file, or in Onus already. */
final class References {

  /** Words of the hours rule, which are no calendars. */
  private static final Set<String> HOURS_RULES =
      Set.of("PROVIDER", "REQUESTER", "BOTH", "EITHER", "ALWAYS");

  /** What is there already. */
  @FunctionalInterface
  interface Known {
    Optional<JsonNode> find(Kind kind, String key) throws InterruptedException;
  }

  private final CompanyFile file;
  private final Known known;
  private final Map<List<Object>, Optional<JsonNode>> asked = new HashMap<>();

  private References(CompanyFile file, Known known) {
    this.file = file;
    this.known = known;
  }

  /**
   * @param kinds those whose references count
   * @throws MistakenFileException naming every reference that leads nowhere
   */
  static void check(CompanyFile file, Set<Kind> kinds, Known known) throws InterruptedException {
    References references = new References(file, known);
    for (Entry entry : file.of(kinds)) {
      references.check(entry);
    }
    CompanyFile.refuseIfMistaken(file.reading());
  }

  private void check(Entry entry) throws InterruptedException {
    switch (entry.kind()) {
      case CALENDAR -> {
        // A calendar stands for itself.
      }
      case DEPARTMENT -> {
        require(entry, "parent", Kind.DEPARTMENT);
        require(entry, "calendar", Kind.CALENDAR);
        for (String contacts : List.of("leads", "deputies")) {
          requireContacts(entry, contacts);
        }
      }
      case SERVICE -> require(entry, "provider", Kind.DEPARTMENT);
      case PERSON -> {
        String holidaysOf =
            entry.wanted().path("preferences").path("quietHours").path("holidaysOf").asText("");
        requireIfSaid(entry, "preferences.quietHours.holidaysOf", Kind.CALENDAR, holidaysOf);
      }
      case SCHEDULE -> {
        require(entry, "department", Kind.DEPARTMENT);
        JsonNode layers = entry.wanted().path("layers");
        for (int i = 0; i < layers.size(); i++) {
          requireLayer(entry, "layers[" + i + "]", layers.get(i));
        }
      }
      case WEBHOOK -> require(entry, "department", Kind.DEPARTMENT);
      case POLICY -> {
        require(entry, "department", Kind.DEPARTMENT);
        JsonNode steps = entry.wanted().path("steps");
        for (int i = 0; i < steps.size(); i++) {
          requireStep(entry, "steps[" + i + "]", steps.get(i));
        }
      }
      case ROUTE -> {
        require(entry, "department", Kind.DEPARTMENT);
        require(entry, "policy", Kind.POLICY);
        requireEach(entry, "people", Kind.PERSON, entry.wanted().path("people"));
        JsonNode services = entry.wanted().path("services");
        for (int i = 0; i < services.size(); i++) {
          // Every department is born with one of these.
          if (!services.get(i).asText().endsWith("-question")) {
            require(entry, "services[" + i + "]", Kind.SERVICE, services.get(i).asText());
          }
        }
      }
      case OFFER -> {
        require(entry, "provider", Kind.DEPARTMENT);
        requireServiceOfProvider(entry);
        String hours = entry.wanted().path("terms").path("hours").asText("");
        if (!HOURS_RULES.contains(hours)) {
          requireIfSaid(entry, "terms.hours", Kind.CALENDAR, hours);
        }
      }
    }
  }

  private void requireLayer(Entry schedule, String at, JsonNode layer) throws InterruptedException {
    requireIfSaid(schedule, at + ".calendar", Kind.CALENDAR, layer.path("calendar").asText(""));
    JsonNode turns = layer.path("people");
    for (int i = 0; i < turns.size(); i++) {
      requireEach(schedule, at + ".people[" + i + "]", Kind.PERSON, turns.get(i));
    }
  }

  private void requireStep(Entry policy, String at, JsonNode step) throws InterruptedException {
    requireIfSaid(policy, at + ".calendar", Kind.CALENDAR, step.path("calendar").asText(""));
    JsonNode targets = step.path("targets");
    for (int i = 0; i < targets.size(); i++) {
      Kind named =
          switch (targets.get(i).path("kind").asText()) {
            case "PERSON" -> Kind.PERSON;
            case "SCHEDULE" -> Kind.SCHEDULE;
            case "WEBHOOK" -> Kind.WEBHOOK;
            case "LEADS", "EVERYBODY" -> Kind.DEPARTMENT;
            // What else there is names nothing; what is no kind is for the service to say.
            default -> null;
          };
      if (named != null) {
        requireIfSaid(
            policy, at + ".targets[" + i + "].id", named, targets.get(i).path("id").asText(""));
      }
    }
  }

  private void require(Entry entry, String field, Kind kind) throws InterruptedException {
    requireIfSaid(entry, field, kind, entry.text(field));
  }

  private void requireEach(Entry entry, String field, Kind kind, JsonNode keys)
      throws InterruptedException {
    for (int i = 0; i < keys.size(); i++) {
      require(entry, field + "[" + i + "]", kind, keys.get(i).asText());
    }
  }

  /** Empty where nothing is said. */
  private void requireIfSaid(Entry entry, String field, Kind kind, String key)
      throws InterruptedException {
    if (!key.isEmpty()) {
      require(entry, field, kind, key);
    }
  }

  private void require(Entry entry, String field, Kind kind, String key)
      throws InterruptedException {
    if (find(kind, key).isEmpty()) {
      wrong(entry, field, "there is no " + kind.noun() + " " + key + ", here or in Onus");
    }
  }

  /** Whoever is named by id has the address that the file gives them. */
  private void requireContacts(Entry entry, String field) {
    JsonNode contacts = entry.wanted().path(field);
    for (int i = 0; i < contacts.size(); i++) {
      if (contacts.get(i).isTextual()) {
        String id = contacts.get(i).asText();
        Optional<Entry> person = file.find(Kind.PERSON, id);
        if (person.isEmpty()) {
          wrong(
              entry,
              field + "[" + i + "]",
              "there is no person " + id + " in this file; write a name and an email instead");
        } else if (Contacts.email(person.get()).isEmpty()) {
          wrong(entry, field + "[" + i + "]", id + " has no method of kind EMAIL");
        }
      }
    }
  }

  private void requireServiceOfProvider(Entry offer) throws InterruptedException {
    String service = offer.text("service");
    String provider = offer.text("provider");
    // Every department is born with it.
    boolean question = service.equals(provider.toLowerCase(Locale.ROOT) + "-question");
    if (service.isEmpty() || question) {
      return;
    }
    Optional<JsonNode> known = find(Kind.SERVICE, service);
    if (known.isEmpty()) {
      wrong(offer, "service", "there is no service " + service + ", here or in Onus");
    } else if (!known.get().path("provider").asText().equals(provider)) {
      wrong(
          offer,
          "service",
          service
              + " is a service of "
              + known.get().path("provider").asText()
              + ", not of "
              + provider);
    }
  }

  private Optional<JsonNode> find(Kind kind, String key) throws InterruptedException {
    Optional<Entry> here = file.find(kind, key);
    if (here.isPresent()) {
      return here.map(Entry::wanted);
    }
    List<Object> question = List.of(kind, key);
    if (!asked.containsKey(question)) {
      asked.put(question, known.find(kind, key));
    }
    return asked.get(question);
  }

  private void wrong(Entry entry, String field, String message) {
    file.reading().wrong(entry.path() + "." + field, message);
  }
}
