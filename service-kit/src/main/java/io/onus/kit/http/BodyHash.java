package io.onus.kit.http;

import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of the raw body of the current request; that of nothing where there was no body. */
@RequestScoped
public class BodyHash {

  private String hex = of("".getBytes(StandardCharsets.UTF_8));

  public String hex() {
    return hex;
  }

  void read(byte[] body) {
    hex = of(body);
  }

  static String of(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
