package io.onus.sla.calendar;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an iCalendar file is; only an admin has one fetched. */
@Schema(name = "CalendarFeedForm")
public record FeedForm(
    @Schema(
            description = "An http or https address outside the company's network",
            examples = "https://example.org/holidays.ics")
        String url) {}
