package io.onus.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of the stack's Java processes. */
final class Jvm {

  private static final String TETHER = "io/onus/local/Tether.class";

  private Jvm() {}

  /** The tethered main, on a class path of its own and with the JDK that runs us. */
  static List<String> command(List<String> options, String classpath, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(tether() + java.io.File.pathSeparator + classpath);
    command.add(Tether.class.getName());
    command.addAll(arguments);
    return command;
  }

  /**
   * The class alone in a folder: our own class path would drag other versions of libraries along.
   */
  private static Path tether() {
    try (InputStream content = Cache.resource(TETHER)) {
      byte[] bytes = content.readAllBytes();
      String hash = Cache.hash(new java.io.ByteArrayInputStream(bytes));
      return Cache.folder(
          "tether-" + hash,
          folder -> {
            Path file = folder.resolve(TETHER);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          });
    } catch (IOException e) {
      throw new LocalStackException("Cannot read " + TETHER + ": " + e.getMessage(), e);
    }
  }
}
