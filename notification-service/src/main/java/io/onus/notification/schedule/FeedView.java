package io.onus.notification.schedule;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "CalendarFeed")
public record FeedView(
    @Schema(
            description =
                "What to subscribe to; whoever has it reads it. In the answer that makes it and"
                    + " never again",
            examples = "https://onus.example.com/api/v1/schedules/eng-first/feed.ics?token=uT0k3n")
        @Nullable String url) {}
