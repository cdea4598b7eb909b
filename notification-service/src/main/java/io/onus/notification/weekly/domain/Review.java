package io.onus.notification.weekly.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agreement that is to be looked at again.
 *
 * @param with the department on the other side
 * @param service null for all of them
 */
public record Review(UUID agreementId, String with, @Nullable String service, LocalDate on) {}
