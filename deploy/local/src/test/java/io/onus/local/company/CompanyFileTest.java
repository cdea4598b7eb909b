package io.onus.local.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompanyFileTest {

  @Test
  void departmentsComeAfterTheOnesTheyAreBelow() {
    CompanyFile file =
        CompanyFile.parse(
            """
            departments:
              - { code: QUALITY, name: Quality, parent: ENG }
              - { code: ENG, name: Engineering, parent: TECH }
              - { code: CS, name: Customer Service }
              - { code: TECH, name: Technology }
            """);

    assertThat(file.of(Kind.DEPARTMENT))
        .extracting(Entry::key)
        .containsExactly("TECH", "ENG", "QUALITY", "CS");
  }

  @Test
  void whatIsNeededComesBeforeWhatNeedsIt() {
    CompanyFile file =
        CompanyFile.parse(
            """
            offers: [{ provider: ENG, terms: { targets: [] } }]
            routes: [{ position: 10, people: [lena] }]
            people: [{ id: lena, name: Lena }]
            services: [{ code: help, provider: ENG, name: Help }]
            departments: [{ code: ENG, name: Engineering }]
            calendars: [{ code: hours, zone: Europe/Berlin }]
            """);

    assertThat(file.entries())
        .extracting(Entry::name)
        .containsExactly(
            "calendar hours",
            "department ENG",
            "service help",
            "person lena",
            "route 10",
            "offer ENG");
  }

  @Test
  void wordsOfYamlAreNoSurprises() {
    CompanyFile file =
        CompanyFile.parse(
            """
            calendars:
              - code: norway
                zone: Europe/Oslo
                weekly: { MON: [09:00-17:00] }
                holidays: { country: NO }
                closed: [2026-12-24]
            services:
              - code: help
                provider: ENG
                name: on
                intake:
                  properties:
                    answer: { enum: [yes, no, on, 010, 1e3, true, null, "5"] }
            """);

    assertThat(file.entries().get(0).wanted())
        .hasToString(
            """
            {"code":"norway","zone":"Europe/Oslo","weekly":{"MON":["09:00-17:00"]},\
            "holidays":{"country":"NO"},"closed":["2026-12-24"]}\
            """);
    assertThat(file.entries().get(1).wanted().path("name").asText()).isEqualTo("on");
    assertThat(file.entries().get(1).wanted().at("/intake/properties/answer/enum"))
        .hasToString("[\"yes\",\"no\",\"on\",\"010\",1E+3,true,null,\"5\"]");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("", "1: the file is empty"),
        mistake("departments: [", "1: is no YAML: .*"),
        mistake("- a\n- b", "1: must have fields: calendars, departments, .*"),
        mistake(
            "departments:\n  - code: ENG\n    name: Engineering\n    colour: red",
            "4: departments\\[0].colour: is no key of the format; known here are \\[code, name,"
                + " .*"),
        mistake("department: []", "1: department: is no key of the format; .*"),
        mistake("departments:\n  - name: Engineering", "2: departments\\[0].code: is missing"),
        mistake("departments:\n  - code: ENG\n    name:", "3: departments\\[0].name: is empty"),
        mistake("departments: ENG", "1: departments: must be a list"),
        mistake("departments: [ENG]", "1: departments\\[0]: must have fields: code, .*"),
        mistake("departments: [~]", "1: departments\\[0]: is empty"),
        mistake(
            "departments:\n  - code: eng\n    name: E",
            "2: departments\\[0].code: must be a department's code such as ENG, not 'eng'"),
        mistake(
            "departments:\n  - code: ENG\n    name: E\n    zone: Berlin",
            "4: departments\\[0].zone: must be an IANA zone such as Europe/Berlin, not 'Berlin'"),
        mistake(
            "departments:\n  - code: ENG\n    code: TECH\n    name: E",
            "3: code stands here a second time, after line 2"),
        mistake(
            "departments:\n  - { code: ENG, name: E }\n  - { code: ENG, name: F }",
            "3: departments\\[1]: department ENG is described a second time, after line 2"),
        mistake(
            """
            departments:
              - { code: A, name: A, parent: B }
              - code: B
                name: B
                parent: C
              - { code: C, name: C, parent: B }
            """,
            "6: departments\\[2].parent: makes a circle: B below C below B"),
        mistake(
            "departments: [{ code: A, name: A, parent: A }]",
            "1: departments\\[0].parent: makes a circle: A below A"),
        mistake(
            "calendars:\n  - code: c\n    zone: UTC\n    weekly:\n      Monday: ['09:00-17:00']",
            "5: calendars\\[0].weekly.Monday: must be one of MON, .*"),
        mistake(
            "calendars:\n  - code: c\n    zone: UTC\n    weekly:\n      MON: [9-17]",
            "5: calendars\\[0].weekly.MON\\[0]: must be a window such as 09:00-17:30, not '9-17'"),
        mistake(
            "calendars:\n  - code: c\n    zone: UTC\n    closed: [24.12.2026]",
            "4: calendars\\[0].closed\\[0]: must be a date such as 2026-12-24, .*"),
        mistake(
            "offers:\n  - provider: ENG\n    terms:\n      targets:\n"
                + "        - { metric: RESOLUTION, priority: P2, duration: 4h }",
            "5: offers\\[0].terms.targets\\[0].duration: must be an ISO-8601 duration .*"),
        mistake(
            "offers:\n  - { provider: ENG, terms: { targets: [] } }\n"
                + "  - { provider: ENG, terms: { targets: [] } }",
            "3: offers\\[1]: offer ENG is described a second time, after line 2"),
        mistake(
            "routes:\n  - { position: first, people: [a] }",
            "2: routes\\[0].position: must be a whole number from 1"),
        mistake("departments: &d\n  - *d", "1: the value contains itself"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsFoundWithItsLineAndField(String text, String wanted) {
    MistakenFileException found =
        catchThrowableOfType(MistakenFileException.class, () -> CompanyFile.parse(text));

    assertThat(found.mistakes()).hasSize(1);
    assertThat(found.mistakes().getFirst().in("f")).matches("f:" + wanted);
  }

  @Test
  void allMistakesAreFoundAtOnceFromTopToBottom() {
    MistakenFileException found =
        catchThrowableOfType(
            MistakenFileException.class,
            () ->
                CompanyFile.parse(
                    """
                    services:
                      - code: Help
                        provider: ENG
                    departments:
                      - code: ENG
                        name: Engineering
                        lead: lena
                        leads: lena
                    """));

    assertThat(found.mistakes())
        .extracting(Mistake::line, Mistake::field)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, "services[0].code"),
            org.assertj.core.groups.Tuple.tuple(2, "services[0].name"),
            org.assertj.core.groups.Tuple.tuple(7, "departments[0].lead"),
            org.assertj.core.groups.Tuple.tuple(8, "departments[0].leads"));
  }

  @Test
  void whatIsReferredToIsHereOrThere() {
    CompanyFile file =
        CompanyFile.parse(
            """
            departments:
              - code: ENG
                name: Engineering
                parent: TECH
                calendar: nights
                leads: [lena, emil, nobody]
            services:
              - { code: help, provider: ENG, name: Help }
              - { code: more, provider: MISSING, name: More }
            people:
              - { id: lena, name: Lena, methods: [{ kind: EMAIL, address: l@example.com }] }
              - { id: emil, name: Emil }
            routes:
              - { position: 10, department: GONE, people: [lena, otto] }
            offers:
              - { provider: THERE, service: help, terms: { targets: [] } }
              - { provider: ENG, service: eng-question, terms: { targets: [], hours: days } }
              - { provider: ENG, service: absent, terms: { targets: [], hours: REQUESTER } }
            """);

    MistakenFileException found =
        catchThrowableOfType(
            MistakenFileException.class,
            () ->
                References.check(
                    file,
                    EnumSet.allOf(Kind.class),
                    (kind, key) ->
                        List.of("THERE", "otto").contains(key)
                            ? Optional.of(
                                com.fasterxml.jackson.databind.node.MissingNode.getInstance())
                            : Optional.empty()));

    assertThat(found.mistakes())
        .extracting(mistake -> mistake.in("f"))
        .containsExactly(
            "f:4: departments[0].parent: there is no department TECH, here or in Onus",
            "f:5: departments[0].calendar: there is no calendar nights, here or in Onus",
            "f:6: departments[0].leads[1]: emil has no method of kind EMAIL",
            "f:6: departments[0].leads[2]: there is no person nobody in this file;"
                + " write a name and an email instead",
            "f:9: services[1].provider: there is no department MISSING, here or in Onus",
            "f:14: routes[0].department: there is no department GONE, here or in Onus",
            "f:16: offers[0].service: help is a service of ENG, not of THERE",
            "f:17: offers[1].terms.hours: there is no calendar days, here or in Onus",
            "f:18: offers[2].service: there is no service absent, here or in Onus");
  }

  private static Arguments mistake(String text, String wanted) {
    return Arguments.of(text, wanted);
  }
}
