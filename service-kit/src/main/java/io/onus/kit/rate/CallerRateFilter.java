package io.onus.kit.rate;

import io.onus.kit.caller.Callers;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a caller's call too many, once it is known who calls and before the body is read. */
public class CallerRateFilter {

  private final Callers callers;
  private final CallRates rates;

  CallerRateFilter(Callers callers, CallRates rates) {
    this.callers = callers;
    this.rates = rates;
  }

  @ServerRequestFilter(priority = Priorities.USER + 100)
  public void count(ContainerRequestContext context) {
    callers
        .known()
        .flatMap(rates::count)
        .ifPresent(
            problem -> {
              throw problem;
            });
  }
}
