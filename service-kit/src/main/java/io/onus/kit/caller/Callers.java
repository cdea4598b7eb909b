package io.onus.kit.caller;

import io.onus.kit.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of the current HTTP request. */
@RequestScoped
public class Callers {

  private @Nullable Caller caller;

  public Caller current() {
    if (caller == null) {
      throw Problem.unauthenticated(CallerFilter.HOW_TO);
    }
    return caller;
  }

  void set(Caller caller) {
    this.caller = caller;
  }
}
