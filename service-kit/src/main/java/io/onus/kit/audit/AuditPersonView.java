package io.onus.kit.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a reference stands for, now.
 *
 * @param id a pseudonym where the person was pseudonymised
 */
public record AuditPersonView(
    UUID ref, @Nullable String kind, @Nullable String id, @Nullable String name) {}
