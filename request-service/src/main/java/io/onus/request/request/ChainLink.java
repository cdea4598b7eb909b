package io.onus.request.request;

import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.Status;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request of a chain, as it is read. */
record ChainLink(
    UUID id,
    @Nullable UUID parentId,
    String number,
    String from,
    String to,
    String service,
    Priority priority,
    Status status,
    String subject,
    boolean wasSubmitted) {}
