package io.onus.notification.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of {@code onus.secret-key}: the first seals, all open. A key is named by the start of
 * its digest, which says nothing of the key.
 */
record SecretKeys(List<Named> all) {

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;
  private static final String HOW =
      " One can be made with: openssl rand -base64 32. See \"Secrets at rest\" in"
          + " docs/security.md.";

  record Named(String id, SecretKey key) {}

  SecretKeys {
    all = List.copyOf(all);
  }

  static SecretKeys of(Optional<String> setting) {
    if (setting.isEmpty() || setting.get().isBlank()) {
      throw new IllegalStateException(
          "onus.secret-key (ONUS_SECRET_KEY) is not set: without it no secret can be kept, and none"
              + " that is kept can be read."
              + HOW);
    }
    return new SecretKeys(
        Arrays.stream(setting.get().split(",", -1))
            .map(String::strip)
            .map(SecretKeys::key)
            .toList());
  }

  Named first() {
    return all.getFirst();
  }

  Optional<Named> named(String id) {
    return all.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private static Named key(String text) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // The decoder's own words would show a part of the key.
      throw unusable();
    }
    if (key.length != KEY_BYTES) {
      throw unusable();
    }
    return new Named(id(key), new SecretKeySpec(key, "AES"));
  }

  private static IllegalStateException unusable() {
    return new IllegalStateException(
        "onus.secret-key (ONUS_SECRET_KEY) must be one or more keys of 32 bytes in base64, with"
            + " commas between them."
            + HOW);
  }

  private static String id(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
