package io.onus.request.request;

import io.onus.kit.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of requests ended: newest first, the id where two are as old. */
record RequestKey(Instant createdAt, UUID id) {

  static @Nullable RequestKey of(PageRequest request) {
    if (request.isFirst()) {
      return null;
    }
    return new RequestKey(request.instantKey(0), request.idKey(1));
  }

  static List<String> keys(StoredRequest stored) {
    return List.of(stored.state().work().about().createdAt().toString(), stored.id().toString());
  }
}
