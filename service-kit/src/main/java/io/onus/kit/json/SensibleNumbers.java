package io.onus.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.BigDecimalDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Numbers that can be written out. {@code 1e999999999} is eleven characters here and a gigabyte in
 * whatever counts with it.
 */
final class SensibleNumbers extends StdScalarDeserializer<BigDecimal> {

  static final int MOST_DIGITS = 200;

  /** The range of a double, and a little more. */
  static final int FURTHEST_POWER = 400;

  private static final long serialVersionUID = 1L;

  SensibleNumbers() {
    super(BigDecimal.class);
  }

  @Override
  public BigDecimal deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return sensible(BigDecimalDeserializer.instance.deserialize(parser, context), parser);
  }

  static BigDecimal sensible(BigDecimal number, JsonParser parser) throws JsonMappingException {
    if (number != null
        && (Math.abs((long) number.scale()) > FURTHEST_POWER
            || number.precision() > FURTHEST_POWER)) {
      throw JsonMappingException.from(
          parser, "has a number beyond 1e" + FURTHEST_POWER + " or below 1e-" + FURTHEST_POWER);
    }
    return number;
  }
}
