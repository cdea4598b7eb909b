package io.onus.notification.person;

import io.onus.notification.person.domain.MethodStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Person")
public record PersonView(
    @Schema(examples = "ada") String id,
    @Schema(examples = "Ada Novak") String name,
    List<MethodView> methods,
    @Schema(description = "Whether any method works") boolean reachable,
    long version) {

  static PersonView of(KnownPerson known) {
    return new PersonView(
        known.person().id(),
        known.person().name(),
        known.methods().stream().map(MethodView::of).toList(),
        known.methods().stream().anyMatch(method -> method.status() == MethodStatus.ACTIVE),
        known.person().version());
  }
}
