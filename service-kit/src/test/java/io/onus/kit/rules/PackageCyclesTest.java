package io.onus.kit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.rules.SourceTree.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Of two features of a module at most one knows the other, by whatever way. */
class PackageCyclesTest {

  private static final Pattern FEATURE = Pattern.compile("(io/onus/[a-z]+)/([a-z]+)/.*");
  private static final Pattern IMPORT =
      Pattern.compile("import\\s+(?:static\\s+)?(io\\.onus\\.[a-z]+)\\.([a-z]+)\\.");

  @Test
  void featuresKnowEachOtherOneWay() {
    assertThat(cycles(SourceTree.ofRepository())).isEmpty();
  }

  @Test
  void aWayRoundIsFound() {
    assertThat(cycles(SourceTree.ofPlanted("cycles")))
        .containsExactly("io/onus/sample: one, three, two know each other");
  }

  private static List<String> cycles(List<Source> sources) {
    Map<String, Map<String, Set<String>>> known = new TreeMap<>();
    for (Source source : sources) {
      Matcher feature = FEATURE.matcher(source.path());
      if (feature.matches()) {
        String module = feature.group(1);
        Set<String> knows =
            known
                .computeIfAbsent(module, one -> new TreeMap<>())
                .computeIfAbsent(feature.group(2), one -> new TreeSet<>());
        IMPORT
            .matcher(source.code())
            .results()
            .filter(found -> found.group(1).replace('.', '/').equals(module))
            .map(found -> found.group(2))
            .filter(other -> !other.equals(feature.group(2)))
            .forEach(knows::add);
      }
    }
    Set<String> cycles = new TreeSet<>();
    known.forEach(
        (module, features) ->
            features
                .keySet()
                .forEach(
                    feature -> {
                      Set<String> together = new TreeSet<>();
                      reached(feature, features).stream()
                          .filter(other -> reached(other, features).contains(feature))
                          .forEach(together::add);
                      if (!together.isEmpty()) {
                        cycles.add(
                            module + ": " + String.join(", ", together) + " know each other");
                      }
                    }));
    return List.copyOf(cycles);
  }

  private static Set<String> reached(String from, Map<String, Set<String>> features) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(features.getOrDefault(from, Set.of()));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (reached.add(next)) {
        open.addAll(features.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }
}
