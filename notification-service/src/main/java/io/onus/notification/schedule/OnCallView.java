package io.onus.notification.schedule;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "OnCall")
public record OnCallView(
    @Schema(examples = "eng-first") String schedule,
    Instant at,
    @Schema(description = "Empty where nobody is on call") List<OnCallPerson> people,
    @Schema(
            description =
                "When others are on call, or nobody; null where that is not within 370 days")
        @Nullable Instant until,
    @Schema(description = "Who is on call then") List<OnCallPerson> next) {}
