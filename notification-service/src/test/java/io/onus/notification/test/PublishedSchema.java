package io.onus.notification.test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.onus.kit.json.JsonSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What another service says it takes, written down as a schema in {@code schemas/}. */
public final class PublishedSchema {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final Schema schema;

  private PublishedSchema(Schema schema) {
    this.schema = schema;
  }

  public static PublishedSchema of(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            PublishedSchema.class.getResourceAsStream("/schemas/" + name + ".json"), name)) {
      return new PublishedSchema(
          REGISTRY.getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What does not fit. */
  public List<Error> errors(Object payload) {
    return schema.validate(json(payload), InputFormat.JSON);
  }

  public static String json(Object payload) {
    try {
      return MAPPER.writeValueAsString(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
