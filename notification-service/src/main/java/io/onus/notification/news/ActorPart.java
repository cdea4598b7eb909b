package io.onus.notification.news;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.notification.news.domain.Doer;
import org.jspecify.annotations.Nullable;

@JsonIgnoreProperties(ignoreUnknown = true)
record ActorPart(
    @Nullable String id,
    @Nullable String department,
    @Nullable String side,
    @Nullable String kind) {

  static Doer doer(@Nullable ActorPart actor) {
    return actor == null
        ? new Doer(null, null, null, true)
        : new Doer(actor.id, actor.department, actor.side, "SYSTEM".equals(actor.kind));
  }
}
