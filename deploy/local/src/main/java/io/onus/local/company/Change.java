package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A field that is not as the file says.
 *
 * @param from null where there is nothing
 * @param to null where there should be nothing
 */
record Change(String field, @Nullable String from, @Nullable String to) {

  /** By field, in the order of their names. */
  static List<Change> between(JsonNode there, JsonNode wanted) {
    Map<String, JsonNode> before = leaves(there);
    Map<String, JsonNode> after = leaves(wanted);
    Set<String> fields = new LinkedHashSet<>(after.keySet());
    fields.addAll(before.keySet());
    List<Change> changes = new ArrayList<>();
    for (String field : fields) {
      JsonNode from = before.get(field);
      JsonNode to = after.get(field);
      if (from == null || !from.equals(to)) {
        boolean alike = from != null && to != null && shown(from).equals(shown(to));
        changes.add(
            alike
                ? new Change(field, from.toString(), to.toString())
                : new Change(field, shown(from), shown(to)));
      }
    }
    return List.copyOf(changes);
  }

  /** Whether it says more than that there is nothing. */
  boolean isTelling() {
    return to != null && !to.equals("[]") && !to.equals("{}");
  }

  String shown() {
    return field + ": " + orNothing(from) + " -> " + orNothing(to);
  }

  private static String orNothing(@Nullable String value) {
    return value == null ? "(nothing)" : value;
  }

  private static Map<String, JsonNode> leaves(JsonNode node) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    collect("", node, leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              field ->
                  collect(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      leaves));
    } else if (node instanceof ArrayNode list && hasParts(list)) {
      for (int i = 0; i < list.size(); i++) {
        collect(path + "[" + name(list.get(i), i) + "]", list.get(i), leaves);
      }
    } else if (node.isNumber()) {
      BigDecimal number = node.decimalValue().stripTrailingZeros();
      leaves.put(path, DecimalNode.valueOf(number));
    } else if (node instanceof ArrayNode list) {
      ArrayNode numbersAlike = list.arrayNode();
      list.forEach(
          item ->
              numbersAlike.add(
                  item.isNumber()
                      ? DecimalNode.valueOf(item.decimalValue().stripTrailingZeros())
                      : item));
      leaves.put(path, numbersAlike);
    } else if (!node.isNull() && !node.isMissingNode()) {
      leaves.put(path, node);
    }
  }

  private static boolean hasParts(ArrayNode list) {
    return StreamSupport.stream(list.spliterator(), false).anyMatch(JsonNode::isContainerNode);
  }

  /** Targets and allowances are told apart by what they are for, not by where they stand. */
  private static String name(JsonNode item, int index) {
    if (!item.has("priority")) {
      return String.valueOf(index);
    }
    String priority = item.path("priority").asText();
    return item.has("metric") ? item.path("metric").asText() + " " + priority : priority;
  }

  private static @Nullable String shown(@Nullable JsonNode leaf) {
    return switch (leaf) {
      case null -> null;
      case ArrayNode list ->
          StreamSupport.stream(list.spliterator(), false)
              .map(Change::shown)
              .collect(Collectors.joining(", ", "[", "]"));
      case DecimalNode number -> number.decimalValue().toPlainString();
      default -> leaf.isTextual() ? leaf.asText() : leaf.toString();
    };
  }
}
