package io.onus.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Generated passwords, one per role, in a file only its owner can read. */
public final class Passwords {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;

  public Passwords(Path file) {
    this.file = file;
  }

  /** The password of this role; made and kept on first use. */
  public synchronized String of(String role) {
    Properties all = read();
    String known = all.getProperty(role);
    if (known != null) {
      return known;
    }
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    String fresh = HexFormat.of().formatHex(bytes);
    all.setProperty(role, fresh);
    write(all);
    return fresh;
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
