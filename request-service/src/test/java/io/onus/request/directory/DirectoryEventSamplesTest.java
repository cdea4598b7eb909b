package io.onus.request.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.person.PersonPseudonymised;
import io.onus.request.catalogue.ServiceView;
import io.onus.request.directory.domain.Contact;
import io.onus.request.directory.domain.Department;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * One event of each type, as this service writes it, is kept in {@code
 * src/test/resources/directory-events}: those who read the events test themselves against these
 * files.
 */
class DirectoryEventSamplesTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final Path SAMPLES = Path.of("src/test/resources/directory-events");
  private static final String BASE = "https://onus.example/events/";
  private static final Instant THEN = Instant.parse("2026-03-02T09:00:00.123456Z");

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())
                  .schemas(id -> id.startsWith(BASE) ? text(id.substring(BASE.length())) : null));

  @Test
  void aDepartmentIsToldAsItsSampleShows() throws IOException {
    // Given
    Department department =
        new Department(
            "ENG",
            "Engineering",
            ZoneId.of("Europe/Berlin"),
            "company",
            "TECH",
            List.of(new Contact("Ada Byron", "ada@example.com")),
            List.of(new Contact("Ben Lee", "ben@example.com")),
            2);

    // When
    JsonNode written = written("department", "ENG", 2, DepartmentView.of(department));

    // Then
    assertThat(written).isEqualTo(sample("io.onus.directory.department-changed.v1"));
    assertThat(faults(written)).isEmpty();
  }

  @Test
  void aServiceIsToldAsItsSampleShows() throws IOException {
    // Given
    JsonNode intake =
        MAPPER.readTree(
            """
            {"type":"object","required":["partNumber"],"properties":{"partNumber":{"type":"string"}}}
            """);
    ServiceView service = new ServiceView("part-clarification", "ENG", "Clarify a part", intake, 1);

    // When
    JsonNode written = written("service", "part-clarification", 1, service);

    // Then
    assertThat(written).isEqualTo(sample("io.onus.directory.service-changed.v1"));
    assertThat(faults(written)).isEmpty();
  }

  @Test
  void aPseudonymIsToldAsItsSampleShows() throws IOException {
    // Given
    PersonPseudonymised person =
        PersonPseudonymised.of(
            "person-7f3a09c41be2d856",
            "00112233445566778899aabbccddeeff",
            "ada",
            List.of("Ada@example.com"));

    // When
    CloudEvent event = DirectoryEvents.event(person, 1, MAPPER, THEN);
    JsonNode written = MAPPER.readTree(CloudEvents.write(event, MAPPER));

    // Then
    assertThat(written).isEqualTo(sample("io.onus.directory.person-pseudonymised.v1"));
    assertThat(faults(written)).isEmpty();
    assertThat(written.toString()).doesNotContainIgnoringCase("ada");
    assertThat(PersonPseudonymised.read(event)).isEqualTo(person);
  }

  @Test
  void anEventThatLacksWhatItsTypePromisesIsCaught() throws IOException {
    ObjectNode event = (ObjectNode) sample("io.onus.directory.department-changed.v1");
    ((ObjectNode) event.get("data")).remove("zone");

    assertThat(faults(event)).singleElement().asString().contains("zone");
  }

  private static JsonNode written(String noun, String code, long version, Object state)
      throws IOException {
    CloudEvent event = DirectoryEvents.event(noun, code, version, MAPPER.valueToTree(state), THEN);
    return MAPPER.readTree(CloudEvents.write(event, MAPPER));
  }

  private static JsonNode sample(String type) throws IOException {
    return MAPPER.readTree(Files.readString(SAMPLES.resolve(type + ".json")));
  }

  private static List<com.networknt.schema.Error> faults(JsonNode event) {
    String type = event.get("type").asText();
    return SCHEMAS.getSchema(SchemaLocation.of(BASE + type + ".json")).validate(event);
  }

  private static String text(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            DirectoryEvents.class.getResourceAsStream("/events/" + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
