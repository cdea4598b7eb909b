package io.onus.notification.schedule;

import io.onus.notification.person.domain.Reach;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "OnCallPerson")
public record OnCallPerson(
    @Schema(examples = "ada") String id, @Schema(examples = "Ada Novak") String name) {

  static OnCallPerson of(String id, Map<String, Reach> known) {
    return new OnCallPerson(id, known.containsKey(id) ? known.get(id).name() : id);
  }

  static List<OnCallPerson> all(List<String> ids, Map<String, Reach> known) {
    return ids.stream().map(id -> of(id, known)).toList();
  }
}
