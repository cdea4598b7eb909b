package io.onus.kit.caller;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.NumericDate;

/** Turns a token whose signature, issuer, audience and times hold into the caller it stands for. */
@ApplicationScoped
class TokenCallers implements SecurityIdentityAugmentor {

  /** Where the identity keeps the {@link Caller}. */
  static final String CALLER = "onus.caller";

  private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

  private final ObjectMapper mapper;
  private final Set<String> clients;

  TokenCallers(
      ObjectMapper mapper,
      @ConfigProperty(name = "onus.oidc.clients") Optional<Set<String>> clients) {
    this.mapper = mapper;
    this.clients = Set.copyOf(clients.orElse(Set.of()));
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
      return Uni.createFrom().item(identity);
    }
    try {
      Caller caller = CallerClaims.read(claims(token.getRawToken()), clients, now());
      return Uni.createFrom()
          .item(QuarkusSecurityIdentity.builder(identity).addAttribute(CALLER, caller).build());
    } catch (CallerClaims.Unacceptable unacceptable) {
      return Uni.createFrom()
          .failure(new AuthenticationFailedException(unacceptable.getMessage(), unacceptable));
    }
  }

  /** The clock the framework judges expiry by, whatever time the service is told it is. */
  private static Instant now() {
    return Instant.ofEpochSecond(NumericDate.now().getValue());
  }

  /** The claims as they were sent: nested ones stay maps and lists. */
  private Map<String, Object> claims(String raw) {
    try {
      return mapper.readValue(Base64.getUrlDecoder().decode(raw.split("\\.", 3)[1]), CLAIMS);
    } catch (IOException | RuntimeException e) {
      throw new AuthenticationFailedException("the token's claims are no JSON", e);
    }
  }
}
