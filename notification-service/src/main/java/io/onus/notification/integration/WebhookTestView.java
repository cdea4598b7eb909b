package io.onus.notification.integration;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "WebhookTest")
public record WebhookTestView(
    @Schema(description = "What becomes of it is at /api/v1/deliveries/{id}") UUID deliveryId) {}
