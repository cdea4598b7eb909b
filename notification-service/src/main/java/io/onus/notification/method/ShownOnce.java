package io.onus.notification.method;

import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.notification.channel.domain.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a secret in them. The stored answer must not hold it, so it is put in only where it
 * was just made: a repeat under the same key gets the same answer without it.
 */
@ApplicationScoped
public class ShownOnce {

  /** What was made, and the secret that is to be shown. */
  public record Shown<T>(T made, long version, @Nullable Secret secret) {}

  private final Idempotency idempotency;

  ShownOnce(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  /**
   * @param view how what was made is shown, with the secret or without
   * @param location where it is; null where that was known before
   */
  public <T> Response answer(
      Response.Status status,
      Supplier<Shown<T>> work,
      BiFunction<T, @Nullable Secret, Object> view,
      @Nullable Function<T, String> location) {
    AtomicReference<@Nullable Shown<T>> justMade = new AtomicReference<>();
    Response answer =
        idempotency.answer(
            () -> {
              Shown<T> shown = work.get();
              justMade.set(shown);
              Response.ResponseBuilder built =
                  Response.status(status)
                      .entity(view.apply(shown.made(), null))
                      .header(HttpHeaders.ETAG, ETags.of(shown.version()));
              if (location != null) {
                built.header(HttpHeaders.LOCATION, location.apply(shown.made()));
              }
              return built.build();
            });
    Shown<T> shown = justMade.get();
    if (shown == null || shown.secret() == null) {
      return answer;
    }
    return Response.fromResponse(answer).entity(view.apply(shown.made(), shown.secret())).build();
  }
}
