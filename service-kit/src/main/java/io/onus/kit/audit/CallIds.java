package io.onus.kit.audit;

import io.onus.kit.id.Ids;
import io.onus.kit.time.WallClock;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names every call. A caller's own {@code X-Request-Id} is kept where it is short and plain,
 * because it ends up in logs and in the trail; every answer carries the id, errors too.
 */
@ApplicationScoped
public class CallIds {

  public static final String HEADER = "X-Request-Id";

  static final Pattern SANE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,63}");

  private static final String KEY = "onus.call-id";
  private static final int FIRST = 10_000;

  private final WallClock clock;

  public CallIds(WallClock clock) {
    this.clock = clock;
  }

  void register(@Observes Filters filters) {
    filters.register(this::name, FIRST);
  }

  private void name(RoutingContext context) {
    String given = context.request().getHeader(HEADER);
    String id =
        given != null && SANE.matcher(given).matches() ? given : Ids.newId(clock.now()).toString();
    context.put(KEY, id);
    context.response().putHeader(HEADER, id);
    context.next();
  }

  static @Nullable String of(RoutingContext context) {
    return context.get(KEY);
  }
}
