package io.onus.kit.caller;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.NumericDate;

/** How much longer the current call's token is good, for answers that go on. */
@RequestScoped
public class TokenLife {

  private final SecurityIdentity identity;

  TokenLife(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** By the clock the framework judges expiry by; zero where no token came. */
  public Duration left() {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      return Duration.ZERO;
    }
    long seconds = token.getExpirationTime() - NumericDate.now().getValue();
    return Duration.ofSeconds(Math.max(0, seconds));
  }
}
