package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/** Leads and deputies: written out, or named by the id of a person of the file. */
final class Contacts {

  private Contacts() {}

  static Optional<String> email(Entry person) {
    for (JsonNode method : person.wanted().path("methods")) {
      if (method.path("kind").asText().equals("EMAIL")) {
        return Optional.of(method.path("address").asText());
      }
    }
    return Optional.empty();
  }

  /** As the API takes them. */
  static ArrayNode writtenOut(JsonNode contacts, CompanyFile file) {
    ArrayNode written = JsonNodeFactory.instance.arrayNode();
    for (JsonNode contact : contacts) {
      if (contact.isTextual()) {
        Entry person = file.find(Kind.PERSON, contact.asText()).orElseThrow();
        written
            .addObject()
            .put("name", person.text("name"))
            .put("email", email(person).orElseThrow());
      } else {
        written.add(contact);
      }
    }
    return written;
  }
}
