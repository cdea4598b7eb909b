package io.onus.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.proc.SecurityContext;
import io.onus.local.Folders;
import io.onus.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import no.nav.security.mock.oauth2.token.KeyProvider;

/**
 * The one key this stack signs with. It is made once and kept in a file that only its owner can
 * read, so that tokens survive a restart; its id is its thumbprint, so that services notice when
 * the stack was wiped and has another one.
 */
final class SigningKey extends KeyProvider {

  private static final int BITS = 2048;

  private final RSAKey key;

  private SigningKey(RSAKey key) {
    super(List.of(key), JWSAlgorithm.RS256.getName());
    this.key = key;
  }

  static SigningKey readOrMake(Path file) {
    if (Files.notExists(file)) {
      Folders.writePrivate(file, make().toJSONString());
    }
    return read(file);
  }

  static SigningKey read(Path file) {
    try {
      return new SigningKey(RSAKey.parse(Files.readString(file)));
    } catch (NoSuchFileException e) {
      throw new LocalStackException(
          "There are no signing keys yet (" + file + "): ./onus up makes them", e);
    } catch (IOException e) {
      throw Folders.unusable(file, e);
    } catch (ParseException e) {
      throw new LocalStackException(file + " is not a signing key: " + e.getMessage(), e);
    }
  }

  private static RSAKey make() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new LocalStackException("Cannot make a signing key: " + e.getMessage(), e);
    }
  }

  @Override
  public JWK signingKey(String keyId) {
    return key;
  }

  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) {
    return selector.select(new JWKSet(key).toPublicJWKSet());
  }
}
