package io.onus.kit.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.caller.Callers;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Watches that no change goes unrecorded: a mutating call that succeeded and left no entry is
 * logged and counted, and fails where {@code onus.audit.strict} says so, as it does in tests. Calls
 * that were not allowed are logged here, without a word about the person but the reference.
 */
public class AuditNet {

  private static final Logger LOG = Logger.getLogger(AuditNet.class);
  private static final Set<String> MUTATING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final int BEFORE_ANY_OTHER = 0;

  private final CurrentCall call;
  private final Callers callers;
  private final AuditPeople people;
  private final boolean strict;
  private final Counter unrecorded;

  public AuditNet(
      CurrentCall call,
      Callers callers,
      AuditPeople people,
      MeterRegistry meters,
      @ConfigProperty(name = "onus.audit.strict", defaultValue = "false") boolean strict) {
    this.call = call;
    this.callers = callers;
    this.people = people;
    this.strict = strict;
    this.unrecorded = meters.counter("onus.audit.unrecorded");
  }

  @ServerRequestFilter(priority = BEFORE_ANY_OTHER)
  public void begin(RoutingContext context) {
    String id = CallIds.of(context);
    SocketAddress remote = context.request().remoteAddress();
    if (id != null) {
      call.begin(id, remote == null ? null : remote.hostAddress());
    }
  }

  @ServerResponseFilter
  public void end(
      ContainerRequestContext request, ContainerResponseContext answer, ResourceInfo resource) {
    if (answer.getStatus() == 403) {
      LOG.infof(
          "denied callId=%s method=%s operation=%s ref=%s",
          call.id(),
          request.getMethod(),
          operation(resource),
          callers.known().flatMap(caller -> people.known(AuditPerson.of(caller))).orElse(null));
    } else if (isUnrecorded(request, answer, resource)) {
      unrecorded.increment();
      LOG.errorf(
          "audit entry missing callId=%s method=%s operation=%s",
          call.id(), request.getMethod(), operation(resource));
      if (strict) {
        answer.setStatus(500);
        answer.setEntity(
            operation(resource)
                + " changed something and recorded nothing: call Audit.record in its transaction,"
                + " or say @ChangesNothing.",
            new java.lang.annotation.Annotation[0],
            MediaType.TEXT_PLAIN_TYPE);
      }
    }
  }

  private boolean isUnrecorded(
      ContainerRequestContext request, ContainerResponseContext answer, ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    return MUTATING.contains(request.getMethod())
        && answer.getStatus() >= 200
        && answer.getStatus() < 300
        && !call.isAccountedFor()
        && method != null
        && !method.isAnnotationPresent(ChangesNothing.class)
        && !answer.getHeaders().containsKey("Idempotency-Replayed");
  }

  /** The path as it is written in the source: what a caller put into it may name somebody. */
  private static String operation(ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    if (method == null) {
      return "none";
    }
    return path(resource.getResourceClass().getAnnotation(Path.class))
        + path(method.getAnnotation(Path.class));
  }

  private static String path(@Nullable Path path) {
    if (path == null) {
      return "";
    }
    return path.value().startsWith("/") ? path.value() : "/" + path.value();
  }
}
