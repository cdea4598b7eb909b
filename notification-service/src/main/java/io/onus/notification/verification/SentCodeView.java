package io.onus.notification.verification;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "SentCode")
public record SentCodeView(
    @Schema(description = "What becomes of it is at /api/v1/deliveries/{id}") UUID deliveryId,
    Instant validUntil) {}
