package io.onus.kit.caller;

import io.onus.kit.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Hands the signed-in caller to the resources; without one nothing of the API is reached. */
public class CallerFilter {

  private final Callers callers;
  private final SecurityIdentity identity;
  private final OwnSecretPaths ownSecret;

  public CallerFilter(Callers callers, SecurityIdentity identity, OwnSecretPaths ownSecret) {
    this.callers = callers;
    this.identity = identity;
    this.ownSecret = ownSecret;
  }

  @ServerRequestFilter
  public void identify(ContainerRequestContext context, RoutingContext call) {
    Caller caller = identity.getAttribute(TokenCallers.CALLER);
    if (caller != null) {
      callers.set(caller);
    } else if (context.getUriInfo().getPath().startsWith("/api/") && !ownSecret.include(call)) {
      throw Problem.unauthenticated(SignIn.HOW_TO);
    }
  }
}
