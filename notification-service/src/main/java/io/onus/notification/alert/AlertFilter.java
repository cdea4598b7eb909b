package io.onus.notification.alert;

import io.onus.notification.domain.Severity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list of alerts is narrowed to; null matches all. */
record AlertFilter(
    AlertState.@Nullable Status status,
    @Nullable String department,
    @Nullable UUID requestId,
    @Nullable Severity severity) {}
