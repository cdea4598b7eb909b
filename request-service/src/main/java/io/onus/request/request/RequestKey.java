package io.onus.request.request;

import io.onus.kit.page.PageRequest;
import java.time.DateTimeException;
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
    try {
      return new RequestKey(Instant.parse(request.key(0)), UUID.fromString(request.key(1)));
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw PageRequest.unusable("pageToken is not one this list gave out");
    }
  }

  static List<String> keys(StoredRequest stored) {
    return List.of(stored.state().work().about().createdAt().toString(), stored.id().toString());
  }
}
