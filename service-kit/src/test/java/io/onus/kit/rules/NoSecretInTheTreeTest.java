package io.onus.kit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Passwords, secrets and private keys come from the environment or from files that are not
 * committed. A reference to a variable is no secret; a default for it is.
 */
class NoSecretInTheTreeTest {

  private static final Set<String> ENDINGS =
      Set.of(
          "properties", "yaml", "yml", "json", "env", "conf", "toml", "xml", "pem", "key", "sql");

  /** What a build or a run leaves behind, and what shows that this rule bites. */
  private static final Set<String> NOT_COMMITTED =
      Set.of("target", ".git", "node_modules", "planted");

  /** People and systems for trying, at a server on the loopback interface. */
  private static final List<String> FOR_TRYING =
      List.of("deploy/local/src/main/resources/demo-people.yaml", "deploy/keycloak/");

  private static final Pattern SETTING =
      Pattern.compile(
          "[\"']?[\\w.-]*(?:password|passwd|passphrase|secret(?:[_-]?keys?)?|api[_-]?key|private[_-]?key|jaas\\.config)[\"']?"
              + "\\s*[:=]\\s*(\\S.*)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

  /** {@code ${NAME}} and {@code ${NAME:}}; nested objects and lists are looked into by line. */
  private static final Pattern NO_VALUE =
      Pattern.compile(
          "(?:\\$\\{[A-Za-z0-9_.-]+:?\\}|\"\"|''|\\{|\\[|\\|-?|null|true|false)[,;]?|[{\\[].*");

  @Test
  void noCommittedFileHoldsASecret() {
    assertThat(findings(SourceTree.repository())).isEmpty();
  }

  @Test
  void plantedSecretsAreFound() {
    assertThat(findings(SourceTree.planted("secrets")))
        .extracting(finding -> finding.replaceFirst(":\\d+$", ""))
        .containsExactlyInAnyOrder(
            "default.properties",
            "literal.properties",
            "key.properties",
            "login.properties",
            "nested.yaml",
            "realm.json",
            "server.key");
  }

  @Test
  void whatIsForTryingIsNamedAndThere() {
    assertThat(SourceTree.repository().resolve(FOR_TRYING.getFirst())).exists();
  }

  private static List<String> findings(Path root) {
    return files(root).stream()
        .flatMap(file -> findings(root.relativize(file).toString().replace('\\', '/'), file))
        .sorted()
        .toList();
  }

  private static Stream<String> findings(String name, Path file) {
    if (FOR_TRYING.stream().anyMatch(name::startsWith)) {
      return Stream.empty();
    }
    List<String> lines = lines(file);
    return IntStream.range(0, lines.size())
        .filter(line -> isSecret(lines.get(line)))
        .mapToObj(line -> name + ":" + (line + 1));
  }

  private static boolean isSecret(String line) {
    String text = line.strip();
    if (PRIVATE_KEY.matcher(text).find()) {
      return true;
    }
    if (text.startsWith("#") || text.startsWith("--") || text.startsWith("<!--")) {
      return false;
    }
    Matcher setting = SETTING.matcher(text);
    return setting.lookingAt() && !NO_VALUE.matcher(setting.group(1).strip()).matches();
  }

  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path root) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              String name = folder.getFileName().toString();
              boolean skipped =
                  !folder.equals(root)
                      && (NOT_COMMITTED.contains(name) || name.startsWith(".onus"));
              return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = file.getFileName().toString();
              if (ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              // A build beside this test takes its own files away.
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
