package io.onus.request.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.onus.kit.json.JsonSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The schemas of events as this service ships them. */
final class EventSchemas {

  private static final String BASE = "https://onus.example/events/";

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())
                  .schemas(id -> id.startsWith(BASE) ? text(id.substring(BASE.length())) : null));

  private EventSchemas() {}

  static boolean has(String type) {
    return EventSchemas.class.getResource("/events/" + type + ".json") != null;
  }

  static void check(JsonNode event) {
    String type = event.path("type").asText();
    assertThat(has(type)).as("a schema of %s", type).isTrue();
    List<Error> errors =
        REGISTRY.getSchema(SchemaLocation.of(BASE + type + ".json")).validate(event);
    assertThat(errors).as("%s", event).isEmpty();
  }

  static JsonNode json(String text) {
    try {
      return JsonSettings.mapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  private static String text(String file) {
    try (InputStream in =
        Objects.requireNonNull(EventSchemas.class.getResourceAsStream("/events/" + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
