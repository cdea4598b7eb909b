package io.onus.kit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.rules.SourceTree.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What decides knows nothing of the world: packages named {@code domain}, and the kit's decision
 * types, use only the JDK without its doors (files, network, SQL), null annotations, the decision
 * types and one another. Read from the source, so that annotations and names written out in full
 * count too.
 */
class DomainImportsTest {

  private static final Pattern IMPORT =
      Pattern.compile("^\\s*import\\s+(?:static\\s+)?([\\w.]+(?:\\.\\*)?)\\s*;", Pattern.MULTILINE);

  /** A name written out in full, anywhere but in an import or the package clause. */
  private static final Pattern FULL_NAME =
      Pattern.compile(
          "(?<![\\w.])(?:java|javax|jakarta|io|org|com|net|lombok|sun|jdk)(?:\\s*\\.\\s*[a-z]\\w*)+\\s*\\.\\s*[A-Z]\\w*");

  private static final Pattern HEAD =
      Pattern.compile("^\\s*(?:import|package)\\s[^;]*;", Pattern.MULTILINE);

  private static final Pattern SIBLING = Pattern.compile("io\\.onus\\.[\\w.]*\\bdomain\\..+");

  @Test
  void whatDecidesKnowsNothingOfTheWorld() {
    List<Source> deciding =
        SourceTree.ofRepository().stream().filter(DomainImportsTest::decides).toList();

    assertThat(deciding)
        .as("domain files found")
        .extracting(Source::module)
        .contains("service-kit", "request-service", "sla-service", "notification-service");
    assertThat(deciding.stream().flatMap(source -> violations(source).stream())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ImportsAFramework, jakarta.persistence.Entity",
    "ImportsJavaSql, java.sql.Connection",
    "ImportsJavaNet, java.net.URI",
    "ImportsJavaIo, java.io.File",
    "ImportsStatically, io.onus.sla.clock.ClockStore.find",
    "ImportsAWildcard, io.onus.sla.clock.*",
    "ImportsItsOwnEdge, io.onus.sla.clock.ClockService",
    "ImportsTheKitsEdge, io.onus.kit.time.WallClock",
    "WritesANameInFull, java.sql.Timestamp",
    "AnnotatesInFull, jakarta.inject.Singleton",
    "AnnotatesWithAnImport, com.fasterxml.jackson.annotation.JsonProperty",
    "BreaksANameOverLines, java.net.http.HttpClient"
  })
  void aPlantedViolationIsFound(String file, String used) {
    Source planted =
        SourceTree.ofPlanted("domain").stream()
            .filter(source -> source.fileName().equals(file + ".java"))
            .findFirst()
            .orElseThrow();

    assertThat(decides(planted)).isTrue();
    assertThat(violations(planted)).containsExactly(planted.path() + " uses " + used);
  }

  @Test
  void whatIsAllowedIsNoViolation() {
    Source clean =
        SourceTree.ofPlanted("domain").stream()
            .filter(source -> source.fileName().equals("Allowed.java"))
            .findFirst()
            .orElseThrow();

    assertThat(violations(clean)).isEmpty();
  }

  private static boolean decides(Source source) {
    return source.inPackageNamed("domain") || source.path().startsWith("io/onus/kit/decide/");
  }

  private static List<String> violations(Source source) {
    List<String> used = new ArrayList<>();
    IMPORT.matcher(source.code()).results().map(found -> found.group(1)).forEach(used::add);
    FULL_NAME
        .matcher(HEAD.matcher(source.code()).replaceAll(" "))
        .results()
        .map(MatchResult::group)
        .map(name -> name.replaceAll("\\s", ""))
        .forEach(used::add);
    return used.stream()
        .filter(name -> !isAllowed(name))
        .distinct()
        .map(name -> source.path() + " uses " + name)
        .toList();
  }

  private static boolean isAllowed(String name) {
    if (name.startsWith("java.")) {
      return !name.startsWith("java.sql.")
          && !name.startsWith("java.net.")
          && !name.startsWith("java.io.");
    }
    return name.startsWith("org.jspecify.")
        || name.startsWith("io.onus.kit.decide.")
        || SIBLING.matcher(name).matches();
  }
}
