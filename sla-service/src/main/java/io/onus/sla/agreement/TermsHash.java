package io.onus.sla.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.sla.agreement.domain.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * What a signature is under: SHA-256 of the terms as compact JSON with sorted keys, without what is
 * null, numbers without trailing zeros. Anybody can compute it from the terms they read, and terms
 * that gain an optional part keep the hashes signed before.
 */
@ApplicationScoped
public class TermsHash {

  private final ObjectMapper mapper;

  public TermsHash(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  public String of(Terms terms) {
    try {
      byte[] canonical =
          mapper
              .writeValueAsString(sorted(mapper.<JsonNode>valueToTree(terms)))
              .getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("terms must have a hash", e);
    }
  }

  private JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        object
            .properties()
            .forEach(
                field -> {
                  if (!field.getValue().isNull()) {
                    fields.put(field.getKey(), sorted(field.getValue()));
                  }
                });
        ObjectNode copy = mapper.createObjectNode();
        fields.forEach(copy::set);
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = mapper.createArrayNode();
        array.forEach(element -> copy.add(sorted(element)));
        yield copy;
      }
      case DecimalNode number ->
          mapper
              .getNodeFactory()
              .rawValueNode(
                  new com.fasterxml.jackson.databind.util.RawValue(
                      number.decimalValue().stripTrailingZeros().toPlainString()));
      default -> node;
    };
  }
}
