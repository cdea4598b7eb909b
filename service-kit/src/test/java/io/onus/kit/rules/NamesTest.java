package io.onus.kit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.rules.SourceTree.Source;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names say what a thing is for; these words say nothing. */
class NamesTest {

  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");

  private static final Pattern WORD_END = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "Manager",
          "Impl",
          "Helper",
          "Helpers",
          "Util",
          "Utils",
          "Processor",
          "Constants",
          "Data",
          "Info",
          "Base",
          "Abstract");

  private static final Set<String> EMPTY_PACKAGES =
      Set.of("common", "misc", "util", "utils", "helper", "helpers", "support", "impl");

  @Test
  void noTypeAndNoPackageHasAnEmptyName() {
    assertThat(SourceTree.ofRepository().stream().flatMap(NamesTest::violations)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RequestManager.java, RequestManager",
    "Nested.java, ClockImpl",
    "AbstractStore.java, AbstractStore",
    "Sealed.java, DateUtils",
    "Folded.java, common"
  })
  void aPlantedViolationIsFound(String file, String name) {
    Source planted =
        SourceTree.ofPlanted("names").stream()
            .filter(source -> source.fileName().equals(file))
            .findFirst()
            .orElseThrow();

    assertThat(violations(planted)).containsExactly(planted.path() + " has " + name);
  }

  @Test
  void aWordThatOnlyLooksLikeOneIsNoViolation() {
    Source allowed =
        SourceTree.ofPlanted("names").stream()
            .filter(source -> source.fileName().equals("Database.java"))
            .findFirst()
            .orElseThrow();

    assertThat(violations(allowed)).isEmpty();
  }

  private static Stream<String> violations(Source source) {
    Stream<String> types =
        DECLARED
            .matcher(source.code())
            .results()
            .map(found -> found.group(1))
            .filter(name -> WORD_END.splitAsStream(name).anyMatch(EMPTY_WORDS::contains));
    Stream<String> packages = Stream.of(source.path().split("/")).filter(EMPTY_PACKAGES::contains);
    return Stream.concat(types, packages).map(name -> source.path() + " has " + name);
  }
}
