package io.onus.notification.alert;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "SnoozeForm")
public record SnoozeForm(
    @NotNull @Schema(description = "At most seven days ahead", examples = "2026-12-01T09:00:00Z")
        @Nullable Instant until,
    @Schema(
            description =
                "Silence is wished even where a promise breaks meanwhile; what is reached in the"
                    + " silence is told at its end",
            defaultValue = "false")
        @Nullable Boolean acrossDeadline) {}
