package io.onus.local.company;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.onus.local.company.Shape.Keys;
import io.onus.local.company.Shape.ListOf;
import io.onus.local.company.Shape.WordOr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is written of the format, and the file everybody copies, are held to the format itself. */
class CompanyFileDocumentTest {

  private static final Path ROOT = Path.of(System.getProperty("onus.root", "../.."));
  private static final Pattern EXAMPLE =
      Pattern.compile("^```yaml\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern SECTION =
      Pattern.compile("^### (\\w+)\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*?) \\|", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([\\w.]+)`( \\*)?");

  @TestFactory
  List<DynamicTest> everyExampleIsRight() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (MatchResult example : EXAMPLE.matcher(document()).results().toList()) {
      String text = example.group(1);
      tests.add(
          DynamicTest.dynamicTest(
              text.lines().limit(2).toList().toString(),
              () -> assertThat(CompanyFile.parse(text).entries()).isNotEmpty()));
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(Kind.values().length);
    return tests;
  }

  /** With a star where it is required. */
  @Test
  void everyKeyIsExplainedAndNoOther() throws IOException {
    Map<String, TreeSet<String>> explained = new TreeMap<>();
    for (MatchResult section : SECTION.matcher(document()).results().toList()) {
      TreeSet<String> keys = new TreeSet<>();
      for (MatchResult row : ROW.matcher(section.group(2)).results().toList()) {
        NAME.matcher(row.group(1))
            .results()
            .forEach(name -> keys.add(name.group(1) + (name.group(2) == null ? "" : " *")));
      }
      explained.put(section.group(1), keys);
    }

    Map<String, TreeSet<String>> known = new TreeMap<>();
    Format.COMPANY
        .known()
        .forEach(
            (section, key) -> {
              TreeSet<String> keys = new TreeSet<>();
              collect("", ((ListOf) key.shape()).item(), keys);
              known.put(section, keys);
            });
    assertThat(explained).isEqualTo(known);
  }

  @Test
  void theDemoCompanyRefersToNothingThatIsNotThere() throws Exception {
    CompanyFile demo =
        CompanyFile.parse(Files.readString(ROOT.resolve("deploy/company/demo.yaml")));

    References.check(
        demo,
        EnumSet.allOf(Kind.class),
        (kind, key) ->
            kind == Kind.CALENDAR && key.equals("company")
                ? Optional.of(MissingNode.getInstance())
                : Optional.empty());

    for (Kind kind : Kind.values()) {
      assertThat(demo.of(kind)).as(kind.section()).isNotEmpty();
    }
  }

  private static void collect(String prefix, Shape shape, TreeSet<String> keys) {
    switch (shape) {
      case Keys fields ->
          fields
              .known()
              .forEach(
                  (name, key) -> {
                    keys.add(prefix + name + (key.required() ? " *" : ""));
                    collect(prefix + name + ".", key.shape(), keys);
                  });
      case ListOf list -> collect(prefix, list.item(), keys);
      case WordOr either -> collect(prefix, either.keys(), keys);
      case Shape.Text text -> {}
      case Shape.Number number -> {}
      case Shape.Flag flag -> {}
      case Shape.OneOrMore either -> {}
      case Shape.MapOf map -> {}
      case Shape.AnyJson json -> {}
    }
  }

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs/company-file.md")).replace("\r\n", "\n");
  }
}
