package io.onus.kit.caller;

import io.onus.kit.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Takes the caller from headers, for as long as there is no sign-in. Headers prove nothing, so it
 * believes them from the loopback interface only.
 */
public class CallerFilter {

  static final String HOW_TO =
      "Say who you are: send the headers Onus-Actor (a name) and Onus-For (your department's"
          + " code).";

  private final Callers callers;

  public CallerFilter(Callers callers) {
    this.callers = callers;
  }

  @ServerRequestFilter
  public void identify(ContainerRequestContext context, HttpServerRequest request) {
    if (!context.getUriInfo().getPath().startsWith("/api/")) {
      return;
    }
    if (!fromLoopback(request.remoteAddress().hostAddress())) {
      throw Problem.unauthenticated(
          "Header identity is believed from this machine only, and you call from elsewhere.");
    }
    String actor = context.getHeaderString("Onus-Actor");
    String department = context.getHeaderString("Onus-For");
    if (isBlank(actor) || isBlank(department)) {
      throw Problem.unauthenticated(HOW_TO);
    }
    boolean robot = "true".equalsIgnoreCase(context.getHeaderString("Onus-Robot"));
    callers.set(
        new Caller(actor.trim(), department.trim(), robot ? Caller.Kind.ROBOT : Caller.Kind.HUMAN));
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static boolean fromLoopback(@Nullable String address) {
    if (address == null) {
      return false;
    }
    try {
      // A literal address: nothing is looked up.
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
