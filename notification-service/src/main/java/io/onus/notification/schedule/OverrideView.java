package io.onus.notification.schedule;

import io.onus.notification.person.domain.Reach;
import io.onus.notification.schedule.domain.ShiftOverride;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Override")
public record OverrideView(
    UUID id,
    Instant start,
    @Schema(description = "Exclusive") Instant end,
    @Schema(description = "Empty for nobody") List<OnCallPerson> people,
    @Schema(description = "Whose place they take; null for everybody's")
        @Nullable OnCallPerson inPlaceOf,
    @Schema(description = "The swap it comes from; null where somebody decided it")
        @Nullable Integer swap,
    OnCallPerson madeBy,
    Instant madeAt,
    @Schema(description = "1, and 2 once it was taken back after it had begun") long version) {

  static OverrideView of(ShiftOverride override, Map<String, Reach> known) {
    String inPlaceOf = override.inPlaceOf();
    return new OverrideView(
        override.id(),
        override.span().start(),
        override.span().end(),
        OnCallPerson.all(override.people(), known),
        inPlaceOf == null ? null : OnCallPerson.of(inPlaceOf, known),
        override.swap(),
        OnCallPerson.of(override.madeBy(), known),
        override.madeAt(),
        override.version());
  }
}
