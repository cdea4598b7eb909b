package io.onus.kit.caller;

import io.onus.kit.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Hands the signed-in caller to the resources; without one nothing of the API is reached. */
public class CallerFilter {

  private final Callers callers;
  private final SecurityIdentity identity;

  public CallerFilter(Callers callers, SecurityIdentity identity) {
    this.callers = callers;
    this.identity = identity;
  }

  @ServerRequestFilter
  public void identify(ContainerRequestContext context) {
    Caller caller = identity.getAttribute(TokenCallers.CALLER);
    if (caller != null) {
      callers.set(caller);
    } else if (context.getUriInfo().getPath().startsWith("/api/")) {
      throw Problem.unauthenticated(SignIn.HOW_TO);
    }
  }
}
