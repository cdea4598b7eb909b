package io.onus.request.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.problem.Violation;
import io.onus.request.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

  @Test
  void whatLacksIsNamedByItsPath() {
    // Given
    Intake intake =
        intake(
            """
            {"type":"object","required":["part","lines"],"additionalProperties":false,
             "properties":{
               "part":{"type":"object","required":["number"],"properties":{"number":{"type":"string"}}},
               "due":{"type":"string","format":"date"},
               "lines":{"type":"array","items":{"type":"object","properties":{"count":{"type":"integer","minimum":1}}}}}}
            """);

    // When
    List<Violation> missing =
        intake.missing(
            Edge.json(
                """
                {"part":{},"due":"soon","lines":[{"count":1},{"count":0}],"colour":"red"}
                """));

    // Then
    assertThat(missing)
        .extracting(Violation::field)
        .containsExactly(
            "details.colour", "details.due", "details.lines[1].count", "details.part.number");
    assertThat(missing)
        .contains(
            new Violation("details.part.number", "is required"),
            new Violation("details.colour", "is not asked for"));
  }

  @Test
  void completeDetailsLackNothing() {
    // Given
    Intake intake = intake("{\"type\":\"object\",\"required\":[\"a\"]}");

    // Then
    assertThat(intake.missing(Edge.json("{\"a\":1}"))).isEmpty();
    assertThat(intake.missing(Edge.json("{}")))
        .containsExactly(new Violation("details.a", "is required"));
  }

  @Test
  void aReferenceInsideIsFollowed() {
    // Given
    String schema =
        """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
         "properties":{"tree":{"$ref":"#/$defs/node"}},
         "$defs":{"node":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"next":{"$ref":"#/$defs/node"}}}}}
        """;

    // Then
    assertThat(Intake.faults(Edge.json(schema))).isEmpty();
    assertThat(
            intake(schema).missing(Edge.json("{\"tree\":{\"name\":\"a\",\"next\":{\"next\":{}}}}")))
        .extracting(Violation::field)
        .containsExactly("details.tree.next.name", "details.tree.next.next.name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"type\":\"sentence\"}",
        "{\"title\":\"\\ud800\"}",
        "{\"properties\":[]}",
        "{\"required\":\"a\"}",
        "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
        "{\"$id\":\"https://example.com/mine\"}",
        "{\"properties\":{\"a\":{\"$ref\":\"https://example.com/s.json\"}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"classpath:secrets.json\"}}}",
        "{\"$dynamicRef\":\"https://example.com/s.json\"}",
        "{\"$ref\":\"#/$defs/absent\"}",
        "{\"$ref\":\"#\"}",
        "{\"allOf\":[{\"$ref\":\"#\"}]}",
        "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"anyOf\":[{\"$ref\":\"#/$defs/y\"}]},\"y\":{\"not\":{\"$ref\":\"#/$defs/x\"}}}}"
      })
  void whatCannotBeAnIntakeIsRefused(String schema) {
    assertThat(Intake.faults(Edge.json(schema))).isNotEmpty();
  }

  @Test
  void aLongOrDeepIntakeIsRefused() {
    // Given
    String longer = "{\"description\":\"" + "x".repeat(Intake.MAX_LENGTH) + "\"}";
    String deep = "{\"not\":".repeat(60) + "{}" + "}".repeat(60);

    // Then
    assertThat(Intake.faults(Edge.json(longer)))
        .extracting(Violation::message)
        .singleElement()
        .asString()
        .contains("must not be longer");
    assertThat(Intake.faults(Edge.json(deep)))
        .extracting(Violation::message)
        .containsExactly("is nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a|aa)+$",
        "(a|a?)+$",
        "(.*a){20}$",
        "([a-zA-Z]+)*$",
        "^(([a-z])+.)+[A-Z]([a-z])+$"
      })
  void aPatternThatIsATrapForOthersIsMatchedInLinearTime(String pattern) {
    // Given
    Intake intake = intake(withPattern(pattern));
    String text = "a".repeat(60_000) + "!";

    // Then
    assertThat(Intake.faults(Edge.json(withPattern(pattern)))).isEmpty();
    assertThat(intake.missing(Edge.json("{\"a\":\"" + text + "\"}")))
        .extracting(Violation::field)
        .allMatch(field -> field.startsWith("details"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?=a)b",
        "(?!a)b",
        "(?<=a)b",
        "(?<!a)b",
        "(a)\\\\1",
        "(?>a)b",
        "a++",
        "(",
        "[z-a]"
      })
  void aPatternThatCannotBeMatchedInLinearTimeIsRefused(String pattern) {
    assertThat(Intake.faults(Edge.json(withPattern(pattern))))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.field()).isEqualTo("intake.properties.a.pattern");
              assertThat(fault.message()).contains("linear time");
            });
    assertThat(Intake.faults(Edge.json("{\"patternProperties\":{\"" + pattern + "\":{}}}")))
        .extracting(Violation::field)
        .containsExactly("intake.patternProperties");
  }

  @ParameterizedTest
  @CsvSource({
    "^[A-Z]{2}-\\d{4}$, AB-1234, AB-12345",
    "^(?:EN|DIN) \\d+(?:-\\d+)?$, DIN 933-2, ISO 7",
    "^[\\w.+-]+@example\\.com$, ada@example.com, ada@example.org",
    "^\\u00c4.*$, Ärger, Arger",
    "^\\p{Lu}\\p{Ll}+$, Ärger, ärger",
    "b, abc, ac"
  })
  void ordinaryPatternsDoWhatTheySay(String pattern, String fits, String fitsNot) {
    // Given
    String schema = withPattern(pattern.replace("\\", "\\\\"));
    Intake intake = intake(schema);

    // Then
    assertThat(Intake.faults(Edge.json(schema))).isEmpty();
    assertThat(intake.missing(Edge.json("{\"a\":\"" + fits + "\"}"))).isEmpty();
    assertThat(intake.missing(Edge.json("{\"a\":\"" + fitsNot + "\"}")))
        .extracting(Violation::field)
        .containsExactly("details.a");
  }

  @Test
  void aPatternIsShortAndDoesNotRepeatWithoutEnd() {
    assertThat(Intake.faults(Edge.json(withPattern("a".repeat(IntakePatterns.LONGEST))))).isEmpty();
    assertThat(Intake.faults(Edge.json(withPattern("a".repeat(IntakePatterns.LONGEST + 1)))))
        .extracting(Violation::message)
        .containsExactly("must not be longer than 500 characters");
    assertThat(Intake.faults(Edge.json(withPattern("a{900}")))).isEmpty();
    for (String bomb :
        List.of(
            "(a{100}){100}",
            "a{900}b{900}c{900}",
            "((a{30}){30}){30}",
            "((a{1000}){1000}){1000}",
            "(?:(?:[a-z]{9}){99}){99}",
            "((a{2,300})){1,300}",
            "\\\\Q(\\\\Ea{9}")) {
      assertThat(Intake.faults(Edge.json(withPattern(bomb)))).as(bomb).hasSize(1);
    }
  }

  @Test
  void aTextThatClaimsToBeAPatternIsJudgedWithoutBeingRun() {
    // Given
    Intake intake = intake("{\"properties\":{\"a\":{\"type\":\"string\",\"format\":\"regex\"}}}");

    // Then
    assertThat(intake.missing(Edge.json("{\"a\":\"^x$\"}"))).isEmpty();
    assertThat(intake.missing(Edge.json("{\"a\":\"((a{1000}){1000}){1000}\"}"))).hasSize(1);
    assertThat(intake.missing(Edge.json("{\"a\":\"" + "(".repeat(100_000) + "\"}"))).hasSize(1);
  }

  @Test
  void schemasThatLookAtOnePlaceTooOftenAreRefused() {
    assertThat(Intake.faults(Edge.json(doubling("allOf", 6)))).isEmpty();
    for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
      assertThat(Intake.faults(Edge.json(doubling(keyword, 35))))
          .extracting(Violation::message)
          .containsExactly("looks at one place of the details more than 1000 times");
    }
  }

  @Test
  void detailsThatTakeTooMuchWorkAreRefusedInsteadOfChecked() {
    // Given: twice the work for each level of the details
    String schema =
        """
        {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{"next":{
          "anyOf":[{"allOf":[{"$ref":"#/$defs/node"},{"type":"string"}]},
                   {"allOf":[{"$ref":"#/$defs/node"},{"type":"number"}]},
                   {"$ref":"#/$defs/node"}]}}}}}
        """;
    Intake intake = intake(schema);

    // Then
    assertThat(Intake.faults(Edge.json(schema))).isEmpty();
    assertThat(intake.missing(Edge.json(nestedNext(5)))).isEmpty();
    assertThat(intake.missing(Edge.json(nestedNext(45))))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("details");
              assertThat(violation.message()).contains("too much work");
            });
  }

  @Test
  void aLongTextIsNotMatchedWithAPatternOfManySteps() {
    // Given
    Intake intake = intake(withPattern("(x|y){200}$"));

    // Then
    assertThat(intake.missing(Edge.json("{\"a\":\"" + "xy".repeat(500) + "\"}"))).isEmpty();
    assertThat(intake.missing(Edge.json("{\"a\":\"" + "xy".repeat(60_000) + "\"}")))
        .extracting(Violation::field)
        .containsExactly("details");
  }

  @Test
  void manyFaultsAreReportedAsAFewAndShortly() {
    // Given
    String words = "\"w\",".repeat(5_000);
    Intake intake =
        intake(
            "{\"additionalProperties\":{\"enum\":["
                + words.substring(0, words.length() - 1)
                + "]}}");
    StringBuilder details = new StringBuilder("{");
    for (int i = 0; i < 5_000; i++) {
      details.append("\"p").append(i).append("\":\"wrong\",");
    }
    details.setCharAt(details.length() - 1, '}');

    // When
    List<Violation> missing = intake.missing(Edge.json(details.toString()));

    // Then
    assertThat(missing).hasSize(50);
    assertThat(missing).allSatisfy(each -> assertThat(each.message()).hasSizeLessThan(310));
  }

  @Test
  void propertiesHaveABound() {
    assertThat(Intake.faults(Edge.json(withProperties(IntakeReferences.MAX_PROPERTIES)))).isEmpty();
    assertThat(Intake.faults(Edge.json(withProperties(IntakeReferences.MAX_PROPERTIES + 1))))
        .extracting(Violation::message)
        .containsExactly("must not name more than 300 properties");
  }

  @Test
  void anIntakeJustBelowItsBoundsIsTaken() {
    String deep =
        "{\"not\":".repeat(IntakeReferences.MAX_DEPTH)
            + "{}"
            + "}".repeat(IntakeReferences.MAX_DEPTH);
    String text = "{\"description\":\"" + "x".repeat(Intake.MAX_LENGTH - 18) + "\"}";

    assertThat(Intake.faults(Edge.json(deep))).isEmpty();
    assertThat(text).hasSize(Intake.MAX_LENGTH);
    assertThat(Intake.faults(Edge.json(text))).isEmpty();
  }

  private static String withPattern(String pattern) {
    return "{\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"" + pattern + "\"}}}";
  }

  /** Each schema asks for the next one twice. */
  private static String doubling(String keyword, int levels) {
    StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/s0\",\"$defs\":{");
    for (int i = 0; i < levels; i++) {
      String next = "{\"$ref\":\"#/$defs/s" + (i + 1) + "\"}";
      schema.append("\"s%d\":{\"%s\":[%s,%s]},".formatted(i, keyword, next, next));
    }
    return schema.append("\"s").append(levels).append("\":{\"type\":\"object\"}}}").toString();
  }

  private static String nestedNext(int levels) {
    return "{\"next\":".repeat(levels) + "{}" + "}".repeat(levels);
  }

  private static String withProperties(int count) {
    StringBuilder schema = new StringBuilder("{\"properties\":{");
    for (int i = 0; i < count; i++) {
      schema.append("\"p").append(i).append("\":{},");
    }
    schema.setCharAt(schema.length() - 1, '}');
    return schema.append('}').toString();
  }

  private static Intake intake(String schema) {
    return Intake.compile(Edge.json(schema));
  }
}
