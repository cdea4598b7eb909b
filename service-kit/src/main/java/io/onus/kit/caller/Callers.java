package io.onus.kit.caller;

import io.onus.kit.caller.Caller.Role;
import io.onus.kit.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The caller of the current HTTP request. */
@RequestScoped
public class Callers {

  private @Nullable Caller caller;

  public Caller current() {
    if (caller == null) {
      throw Problem.unauthenticated(SignIn.HOW_TO);
    }
    return caller;
  }

  /** The caller, who must have one of the roles: anybody else gets a 403 that names them. */
  public Caller require(Role... roles) {
    Caller current = current();
    for (Role role : roles) {
      if (current.has(role)) {
        return current;
      }
    }
    throw Problem.forbidden(
        "This takes %s."
            .formatted(Arrays.stream(roles).map(Role::words).collect(Collectors.joining(" or "))),
        Map.of("needs", Arrays.stream(roles).map(Role::name).toList()));
  }

  /** Who calls; empty on the few paths that need no caller. */
  public Optional<Caller> known() {
    return Optional.ofNullable(caller);
  }

  void set(Caller caller) {
    this.caller = caller;
  }
}
