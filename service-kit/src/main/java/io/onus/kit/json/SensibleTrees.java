package io.onus.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import java.io.IOException;

/** Trees of the caller's own making, with sensible numbers in them. */
final class SensibleTrees<T extends JsonNode> extends JsonDeserializer<T> {

  private final JsonDeserializer<? extends JsonNode> reader;
  private final Class<T> type;

  SensibleTrees(Class<T> type) {
    this.reader = JsonNodeDeserializer.getDeserializer(type);
    this.type = type;
  }

  @Override
  public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode tree = reader.deserialize(parser, context);
    check(tree, parser);
    return type.cast(tree);
  }

  @Override
  public T getNullValue(DeserializationContext context) throws JsonMappingException {
    return type.cast(reader.getNullValue(context));
  }

  @Override
  public Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
    return reader.getAbsentValue(context);
  }

  private static void check(JsonNode tree, JsonParser parser) throws JsonMappingException {
    if (tree.isBigDecimal()) {
      SensibleNumbers.sensible(tree.decimalValue(), parser);
    }
    for (JsonNode child : tree) {
      check(child, parser);
    }
  }
}
