package io.onus.notification.schedule;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Shift")
public record ShiftView(
    @Schema(description = "May lie before what was asked for: shifts are shown whole")
        Instant start,
    @Schema(description = "Not on call any more from then on") Instant end,
    OnCallPerson person,
    @Schema(description = "The layer whose turn it is; null for an override", examples = "weekdays")
        @Nullable String layer,
    @Schema(description = "The override that says so; null for a turn")
        @Nullable UUID overrideId) {}
