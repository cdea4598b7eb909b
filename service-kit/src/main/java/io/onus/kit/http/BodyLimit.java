package io.onus.kit.http;

import io.onus.kit.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long a body may be. Most are held in memory as a whole; those of the paths named in {@code
 * onus.http.long-bodies} are read as streams and may be as long as the framework allows.
 *
 * <p>A body that announces itself as too long is refused with a problem document before a byte of
 * it is read; the framework, which would refuse it too, says nothing with its 413. One that does
 * not announce itself is cut off.
 */
@ApplicationScoped
public class BodyLimit {

  /**
   * The framework's own limit is a route at -2: the first filter goes before it, the other after.
   */
  private static final int BEFORE_FRAMEWORK = 90;

  private static final int AFTER_FRAMEWORK = 1;

  private final EarlyAnswer answer;
  private final long most;
  private final long mostOfLong;
  private final Set<String> longPaths;

  public BodyLimit(
      EarlyAnswer answer,
      @ConfigProperty(name = "onus.http.max-body-size") Optional<MemorySize> most,
      @ConfigProperty(name = "onus.http.long-bodies") Optional<Set<String>> longPaths,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M")
          MemorySize mostOfLong) {
    this.answer = answer;
    this.mostOfLong = mostOfLong.asLongValue();
    this.most = most.map(MemorySize::asLongValue).orElse(this.mostOfLong);
    this.longPaths = longPaths.orElse(Set.of());
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseTooLong, BEFORE_FRAMEWORK);
    filters.register(this::limitUnannounced, AFTER_FRAMEWORK);
  }

  private void limitUnannounced(RoutingContext context) {
    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limitOf(context));
    context.next();
  }

  private long limitOf(RoutingContext context) {
    return longPaths.contains(context.normalizedPath()) ? mostOfLong : most;
  }

  private void refuseTooLong(RoutingContext context) {
    long limit = limitOf(context);
    if (announced(context) <= limit) {
      context.next();
      return;
    }
    answer.refuse(context, Problem.tooLarge(limit));
  }

  private static long announced(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // The server refuses it as malformed HTTP.
    }
  }
}
