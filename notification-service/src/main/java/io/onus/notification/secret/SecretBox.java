package io.onus.notification.secret;

import io.onus.notification.channel.domain.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals secrets for the database, so that a copy of it gives none away: AES-256-GCM with a nonce of
 * its own each time. What is sealed names its key, and opens for the owner it was sealed for alone,
 * so that nobody can move it to another row and have it used there.
 */
@ApplicationScoped
public class SecretBox {

  private static final String PREFIX = "sealed:";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeys keys;

  public SecretBox(@ConfigProperty(name = "onus.secret-key") Optional<String> keys) {
    this.keys = SecretKeys.of(keys);
  }

  /**
   * @param ownerId whose secret it is, such as a method
   */
  public String seal(Secret secret, UUID ownerId) {
    SecretKeys.Named key = keys.first();
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, ownerId);
      byte[] hidden = cipher.doFinal(secret.value().getBytes(StandardCharsets.UTF_8));
      byte[] both =
          ByteBuffer.allocate(nonce.length + hidden.length).put(nonce).put(hidden).array();
      return prefix(key) + Base64.getEncoder().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  /**
   * What was sealed. A secret from before there was sealing is in the clear and is taken as it is.
   *
   * @throws UnopenableSecretException where the key is not here, or it was not sealed for this
   *     owner
   */
  public Secret open(String sealed, UUID ownerId) {
    if (!sealed.startsWith(PREFIX)) {
      return new Secret(sealed);
    }
    String[] parts = sealed.split(":", 3);
    SecretKeys.Named key =
        keys.named(parts[1])
            .orElseThrow(
                () ->
                    new UnopenableSecretException(
                        "its key, " + parts[1] + ", is not in onus.secret-key (ONUS_SECRET_KEY)"));
    try {
      byte[] both = Base64.getDecoder().decode(parts.length == 3 ? parts[2] : "");
      ByteBuffer in = ByteBuffer.wrap(both);
      byte[] nonce = new byte[Math.min(NONCE_BYTES, both.length)];
      in.get(nonce);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, ownerId);
      byte[] shown = cipher.doFinal(both, nonce.length, in.remaining());
      return new Secret(new String(shown, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Without the cause: it has nothing to add, and a part of the text may be in it.
      throw new UnopenableSecretException("it is not what was sealed for " + ownerId);
    }
  }

  /** How everything begins that the first key has sealed; what begins otherwise is to be sealed. */
  public String currentPrefix() {
    return prefix(keys.first());
  }

  /** Whether it is something that was sealed, whoever can open it. */
  public static boolean isSealed(String text) {
    return text.startsWith(PREFIX);
  }

  private static String prefix(SecretKeys.Named key) {
    return PREFIX + key.id() + ":";
  }

  private static Cipher cipher(int mode, SecretKeys.Named key, byte[] nonce, UUID ownerId)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(ownerId.getMostSignificantBits())
            .putLong(ownerId.getLeastSignificantBits())
            .flip());
    return cipher;
  }
}
