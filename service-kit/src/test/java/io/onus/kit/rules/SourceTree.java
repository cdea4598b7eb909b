package io.onus.kit.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The Java sources below a folder: every {@code src/main/java} of the repository, or planted ones.
 */
final class SourceTree {

  /**
   * One source file.
   *
   * @param path inside its source root, as {@code io/onus/kit/time/WallClock.java}
   * @param code the text with the content of comments, strings and character literals taken out
   */
  record Source(String module, String path, String code) {

    String fileName() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean inPackageNamed(String name) {
      return path.contains("/" + name + "/");
    }
  }

  private SourceTree() {}

  static Path repository() {
    return Path.of(Objects.requireNonNull(System.getProperty("onus.root"), "onus.root"));
  }

  static List<Source> ofRepository() {
    try (Stream<Path> all = Files.walk(repository())) {
      List<Path> roots =
          all.filter(Files::isDirectory)
              .filter(path -> path.endsWith(Path.of("src", "main", "java")))
              .filter(path -> !path.toString().matches(".*[/\\\\](target|src[/\\\\]test)[/\\\\].*"))
              .toList();
      return roots.stream()
          .flatMap(
              root ->
                  below(root, repository().relativize(root.getParent().getParent().getParent()))
                      .stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of violations planted to show that a rule bites. */
  static Path planted(String rule) {
    try {
      return Path.of(
          Objects.requireNonNull(SourceTree.class.getResource("/planted/" + rule), rule).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Source> ofPlanted(String rule) {
    return below(planted(rule), Path.of("planted"));
  }

  private static List<Source> below(Path root, Path module) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> path.toString().endsWith(".java"))
          .sorted()
          .map(
              path ->
                  new Source(
                      module.toString(),
                      root.relativize(path).toString().replace('\\', '/'),
                      codeOf(read(path))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes out what only looks like code. Line breaks stay, so that a finding has its line. */
  static String codeOf(String text) {
    StringBuilder code = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        at = endOf(text, at, "\n");
      } else if (text.startsWith("/*", at)) {
        int end = endOf(text, at + 2, "*/");
        at = blank(text, at, Math.min(text.length(), end + 2), code);
      } else if (text.startsWith("\"\"\"", at)) {
        int end = endOfLiteral(text, at + 3, "\"\"\"");
        at = blank(text, at, end, code);
      } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
        int end = endOfLiteral(text, at + 1, text.substring(at, at + 1));
        at = blank(text, at, end, code);
      } else {
        code.append(text.charAt(at++));
      }
    }
    return code.toString();
  }

  private static int endOf(String text, int from, String end) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found;
  }

  private static int endOfLiteral(String text, int from, String end) {
    int at = from;
    while (at < text.length() && !text.startsWith(end, at)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), at + end.length());
  }

  private static int blank(String text, int from, int to, StringBuilder code) {
    text.substring(from, to).chars().filter(c -> c == '\n').forEach(c -> code.append('\n'));
    code.append(' ');
    return to;
  }
}
