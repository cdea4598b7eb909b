package io.onus.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Supplier;

/** Generated passwords and keys, one per role, in a file only its owner can read. */
public final class Passwords {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;

  public Passwords(Path file) {
    this.file = file;
  }

  /** The password of this role; made and kept on first use. */
  public String of(String role) {
    return known(role, () -> HexFormat.of().formatHex(random(18)));
  }

  /** The key of this name, 32 bytes in base64; made and kept on first use. */
  public String key(String name) {
    return known(name, () -> Base64.getEncoder().encodeToString(random(32)));
  }

  private synchronized String known(String name, Supplier<String> maker) {
    Properties all = read();
    String known = all.getProperty(name);
    if (known != null) {
      return known;
    }
    String fresh = maker.get();
    all.setProperty(name, fresh);
    write(all);
    return fresh;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private Properties read() {
    Properties all = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        all.load(in);
      } catch (IOException e) {
        throw Folders.unusable(file, e);
      }
    }
    return all;
  }

  private void write(Properties all) {
    StringWriter text = new StringWriter();
    all.keySet().stream()
        .map(Object::toString)
        .sorted()
        .forEach(role -> text.append(role).append('=').append(all.getProperty(role)).append('\n'));
    Folders.writePrivate(file, text.toString());
  }
}
