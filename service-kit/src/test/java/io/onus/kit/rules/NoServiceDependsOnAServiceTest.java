package io.onus.kit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Between services there are events and REST, in no scope a jar. The kit and the local stack depend
 * on none either.
 */
class NoServiceDependsOnAServiceTest {

  private static final String SERVICE = "-service";

  @Test
  void noModuleDependsOnAService() {
    List<Path> poms = poms(SourceTree.repository());

    assertThat(poms)
        .extracting(pom -> pom.getParent().getFileName().toString())
        .contains("service-kit", "request-service", "sla-service", "notification-service");
    assertThat(poms.stream().flatMap(NoServiceDependsOnAServiceTest::violations)).isEmpty();
  }

  @Test
  void aPlantedViolationIsFound() {
    assertThat(
            poms(SourceTree.planted("poms")).stream()
                .flatMap(NoServiceDependsOnAServiceTest::violations))
        .containsExactlyInAnyOrder(
            "a-service depends on sla-service", "b-service depends on request-service");
  }

  private static List<Path> poms(Path root) {
    try (Stream<Path> all = Files.walk(root, 4)) {
      return all.filter(path -> path.getFileName().toString().equals("pom.xml"))
          .filter(
              path ->
                  Stream.of("target", "src", ".git")
                      .noneMatch(folder -> root.relativize(path).toString().contains(folder + "/")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The journeys run the services as built artifacts, and are the one module that may name them.
   */
  private static Stream<String> violations(Path pom) {
    Document document = parse(pom);
    String module = child(document.getDocumentElement(), "artifactId");
    if (module.equals("journeys")) {
      return Stream.empty();
    }
    return elements(document.getElementsByTagName("dependency"))
        .filter(
            dependency ->
                !dependency
                    .getParentNode()
                    .getParentNode()
                    .getNodeName()
                    .equals("dependencyManagement"))
        .filter(dependency -> child(dependency, "groupId").equals("io.onus"))
        .map(dependency -> child(dependency, "artifactId"))
        .filter(artifact -> artifact.endsWith(SERVICE))
        .map(artifact -> module + " depends on " + artifact);
  }

  private static String child(Element parent, String name) {
    return elements(parent.getChildNodes())
        .filter(element -> element.getTagName().equals(name))
        .map(element -> element.getTextContent().trim())
        .map(text -> text.equals("${project.groupId}") ? "io.onus" : text)
        .findFirst()
        .orElse("");
  }

  private static Stream<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
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
