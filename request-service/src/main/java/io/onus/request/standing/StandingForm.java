package io.onus.request.standing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.request.request.Line;
import io.onus.request.request.domain.Priority;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a {@code PUT} says of a standing request. */
@Schema(name = "StandingForm")
public record StandingForm(
    @Schema(description = "May repeat the code of the path, nothing else", examples = "payroll")
        @Nullable String code,
    @NotNull @Line @Schema(description = "The requester department", examples = "HR") String from,
    @Line
        @Schema(
            description = "The provider department; alone, it stands for its question service",
            examples = "CS")
        @Nullable String to,
    @Line @Schema(description = "The service asked for", examples = "payroll-report")
        @Nullable String service,
    @NotNull @Line @Schema(examples = "Payroll of the week") String subject,
    @Schema(
            type = SchemaType.OBJECT,
            description = "What the service's intake asks for",
            examples = "{\"team\":\"night shift\"}")
        @Nullable ObjectNode details,
    @Schema(defaultValue = "P3", examples = "P2") @Nullable Priority priority,
    @NotNull
        @Line
        @Schema(
            description =
                "When the answer is owed: an RFC 5545 recurrence rule, not more often than hourly",
            examples = "FREQ=WEEKLY;BYDAY=TU")
        String rrule,
    @Schema(
            description = "IANA zone whose clock on the wall is meant; the requester's by default",
            examples = "Europe/Berlin")
        @Nullable String zone,
    @NotNull
        @Schema(
            description =
                "From when on the rule counts, local time of the zone; the time of day, where the"
                    + " rule names none",
            examples = "2026-12-01T12:00:00")
        String start,
    @NotNull
        @Schema(
            description =
                "How long before each moment the request is made, on the wall: P2D before Tuesday"
                    + " 12:00 is Sunday 12:00. Between PT1M and P366D",
            examples = "P2D")
        String leadTime) {}
