package io.onus.request.request;

import io.onus.request.request.domain.Involved;
import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.Reader;
import io.onus.request.request.domain.RequestAccess;
import io.onus.request.request.domain.Status;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request of a chain, as it is read.
 *
 * @param subject none where the request itself is not the reader's to see
 */
record ChainLink(
    UUID id,
    @Nullable UUID parentId,
    String number,
    Involved involved,
    String service,
    Priority priority,
    Status status,
    @Nullable String subject) {

  /** Links of other departments are there, with what a chain needs; their drafts are not. */
  boolean isThereFor(Reader reader) {
    return involved.submitted() || RequestAccess.sees(reader, involved);
  }

  ChainLink asReadBy(Reader reader) {
    return RequestAccess.sees(reader, involved)
        ? this
        : new ChainLink(id, parentId, number, involved, service, priority, status, null);
  }
}
