package io.onus.notification.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.notification.domain.Asker;
import io.onus.notification.method.KnownMethod;
import io.onus.notification.method.MethodView;
import io.onus.notification.person.domain.PersonRight;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Person")
public record PersonView(
    @Schema(examples = "ada") String id,
    @Schema(examples = "Ada Novak") String name,
    @Schema(description = "Left out for who may know the person's name only")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<MethodView> methods,
    @Schema(description = "Whether any method works") boolean reachable,
    long version) {

  static PersonView of(KnownPerson known, Asker asker) {
    boolean withMethods = PersonRight.of(asker, known.person().id()).includes(PersonRight.READ);
    return new PersonView(
        known.person().id(),
        known.person().name(),
        withMethods ? known.methods().stream().map(MethodView::of).toList() : null,
        known.methods().stream().anyMatch(KnownMethod::isActive),
        known.person().version());
  }
}
