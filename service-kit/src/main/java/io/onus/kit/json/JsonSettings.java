package io.onus.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.time.WallClock;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * How every service reads and writes JSON: unknown fields are refused, instants are text to the
 * microsecond, and nothing is so deep or so long that reading it would cost more than it is worth.
 */
@Singleton
public class JsonSettings implements ObjectMapperCustomizer {

  /** After the framework's own customizer, so that these settings win. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    apply(mapper);
  }

  /** Deeper than any form goes, and than what a form takes from the caller may go. */
  public static final int DEEPEST = 200;

  /** As long as a body may be; forms have bounds of their own. */
  private static final int LONGEST_TEXT = 4 * 1024 * 1024;

  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxStringLength(LONGEST_TEXT)
          .maxNameLength(1_000)
          .maxNumberLength(SensibleNumbers.MOST_DIGITS)
          .build();

  public static ObjectMapper apply(ObjectMapper mapper) {
    mapper.getFactory().setStreamReadConstraints(BOUNDS);
    mapper.enable(
        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.disable(
        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    mapper.registerModule(
        new SimpleModule("onus")
            .addDeserializer(Instant.class, new Instants())
            .addDeserializer(Duration.class, new Durations())
            .addDeserializer(BigDecimal.class, new SensibleNumbers())
            .addDeserializer(JsonNode.class, new SensibleTrees<>(JsonNode.class))
            .addDeserializer(ObjectNode.class, new SensibleTrees<>(ObjectNode.class))
            .addDeserializer(ArrayNode.class, new SensibleTrees<>(ArrayNode.class)));
    return mapper;
  }

  /** A mapper with these settings, for code that runs outside the framework. */
  public static ObjectMapper mapper() {
    return apply(new ObjectMapper().findAndRegisterModules());
  }

  private static final class Instants extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Instants() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getValueAsString();
      try {
        OffsetDateTime at = OffsetDateTime.parse(String.valueOf(text));
        if (at.getYear() < 1 || at.getYear() > 9999) {
          throw new DateTimeException("RFC 3339 has years of four digits");
        }
        return WallClock.truncated(at.toInstant());
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, String.valueOf(text), "not an instant");
      }
    }
  }

  private static final class Durations extends StdScalarDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    Durations() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getValueAsString();
      try {
        return Duration.parse(String.valueOf(text));
      } catch (DateTimeException e) {
        return (Duration)
            context.handleWeirdStringValue(Duration.class, String.valueOf(text), "not a duration");
      }
    }
  }
}
