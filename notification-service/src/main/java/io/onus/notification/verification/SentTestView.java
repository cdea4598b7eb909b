package io.onus.notification.verification;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "SentTest")
public record SentTestView(
    @Schema(description = "What becomes of it is at /api/v1/deliveries/{id}") UUID deliveryId) {}
