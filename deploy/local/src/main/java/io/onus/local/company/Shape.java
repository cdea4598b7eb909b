package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a value of the file must look like. Reading one collects every mistake and goes on, so that
 * all are found at once.
 */
sealed interface Shape {

  JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The value as JSON; null where nothing was said or it was wrong. */
  JsonNode read(Yaml value, String path, Reading reading);

  private static boolean isNothing(Yaml value) {
    return value instanceof Yaml.Scalar scalar && scalar.isNothing();
  }

  /**
   * Text, and what is wrong with it, if anything.
   *
   * @param meaning what was wanted, for somebody who wrote a list instead
   */
  record Text(String meaning, Function<String, Optional<String>> wrong) implements Shape {

    static Text any(String meaning) {
      return new Text(meaning, text -> Optional.empty());
    }

    static Text like(String meaning, String pattern) {
      Pattern compiled = Pattern.compile(pattern);
      return checked(meaning, text -> compiled.matcher(text).matches());
    }

    static Text checked(String meaning, Function<String, Boolean> right) {
      return new Text(
          meaning,
          text ->
              right.apply(text)
                  ? Optional.empty()
                  : Optional.of("must be " + meaning + ", not '" + text + "'"));
    }

    @Override
    public JsonNode read(Yaml value, String path, Reading reading) {
      if (!(value instanceof Yaml.Scalar scalar)) {
        reading.wrong(value.line(), path, "must be " + meaning);
        return NullNode.instance;
      }
      if (scalar.isNothing()) {
        return NullNode.instance;
      }
      String text = scalar.text().strip();
      wrong.apply(text).ifPresent(message -> reading.wrong(scalar.line(), path, message));
      return JSON.textNode(text);
    }
  }

  record Number(String meaning) implements Shape {

    @Override
    public JsonNode read(Yaml value, String path, Reading reading) {
      if (value instanceof Yaml.Scalar scalar && !scalar.quoted()) {
        if (scalar.isNothing()) {
          return NullNode.instance;
        }
        try {
          return JSON.numberNode(new BigDecimal(scalar.text()));
        } catch (NumberFormatException e) {
          // Said below, as for any other value.
        }
      }
      reading.wrong(value.line(), path, "must be " + meaning);
      return NullNode.instance;
    }
  }

  /** Yes or no, as JSON has it. */
  record Flag() implements Shape {

    @Override
    public JsonNode read(Yaml value, String path, Reading reading) {
      if (value instanceof Yaml.Scalar scalar && !scalar.quoted()) {
        if (scalar.isNothing()) {
          return NullNode.instance;
        }
        if (scalar.text().equals("true") || scalar.text().equals("false")) {
          return JSON.booleanNode(scalar.text().equals("true"));
        }
      }
      reading.wrong(value.line(), path, "must be true or false");
      return NullNode.instance;
    }
  }

  record ListOf(Shape item) implements Shape {

    @Override
    public JsonNode read(Yaml value, String path, Reading reading) {
      if (isNothing(value)) {
        return NullNode.instance;
      }
      if (!(value instanceof Yaml.Items list)) {
        reading.wrong(value.line(), path, "must be a list");
        return NullNode.instance;
      }
      ArrayNode items = JSON.arrayNode();
      for (Yaml each : list.items()) {
        String at = path + "[" + items.size() + "]";
        reading.at(at, each.line());
        items.add(item.read(each, at, reading));
        if (isNothing(each)) {
          reading.wrong(each.line(), at, "is empty");
        }
      }
      return items;
    }
  }

  /** Names the writer chooses, such as days and dates. */
  record MapOf(Text name, Shape item) implements Shape {

    @Override
    public JsonNode read(Yaml value, String path, Reading reading) {
      if (isNothing(value)) {
        return NullNode.instance;
      }
      if (!(value instanceof Yaml.Fields map)) {
        reading.wrong(value.line(), path, "must be names with values");
        return NullNode.instance;
      }
      ObjectNode object = JSON.objectNode();
      map.fields()
          .forEach(
              (key, field) -> {
                String at = path + "." + key;
                reading.at(at, field.line());
                name.wrong()
                    .apply(key)
                    .ifPresent(message -> reading.wrong(field.line(), at, message));
                object.set(key, item.read(field.value(), at, reading));
              });
      return object;
    }
  }

  /** Names the format knows; any other is a mistake. */
  record Keys(Map<String, Key> known) implements Shape {

    static Keys of(Object... namesAndKeys) {
      Map<String, Key> keys = new LinkedHashMap<>();
      for (int i = 0; i < namesAndKeys.length; i += 2) {
        keys.put((String) namesAndKeys[i], (Key) namesAndKeys[i + 1]);
      }
      return new Keys(keys);
    }

    @Override
    public JsonNode read(Yaml value, String path, Reading reading) {
      if (isNothing(value)) {
        return NullNode.instance;
      }
      if (!(value instanceof Yaml.Fields map)) {
        reading.wrong(value.line(), path, "must have fields: " + String.join(", ", known.keySet()));
        return NullNode.instance;
      }
      String prefix = path.isEmpty() ? "" : path + ".";
      ObjectNode object = JSON.objectNode();
      map.fields()
          .forEach(
              (name, field) -> {
                String at = prefix + name;
                reading.at(at, field.line());
                Key key = known.get(name);
                if (key == null) {
                  reading.wrong(
                      field.line(),
                      at,
                      "is no key of the format; known here are " + List.copyOf(known.keySet()));
                } else {
                  object.set(name, key.shape().read(field.value(), at, reading));
                }
              });
      known.forEach(
          (name, key) -> {
            if (key.required() && !map.fields().containsKey(name)) {
              reading.wrong(map.line(), prefix + name, "is missing");
            } else if (key.required() && isNothing(map.fields().get(name).value())) {
              reading.wrong(map.fields().get(name).line(), prefix + name, "is empty");
            }
          });
      return object;
    }
  }

  record Key(Shape shape, boolean required) {

    static Key required(Shape shape) {
      return new Key(shape, true);
    }

    static Key optional(Shape shape) {
      return new Key(shape, false);
    }
  }

  /** One of two, told apart by whether it is a single word. */
  record WordOr(Text word, Keys keys) implements Shape {

    @Override
    public JsonNode read(Yaml value, String path, Reading reading) {
      return value instanceof Yaml.Scalar
          ? word.read(value, path, reading)
          : keys.read(value, path, reading);
    }
  }

  /** A word alone stands for a list of it. */
  record OneOrMore(Text item) implements Shape {

    @Override
    public JsonNode read(Yaml value, String path, Reading reading) {
      if (value instanceof Yaml.Scalar && !isNothing(value)) {
        return JSON.arrayNode().add(item.read(value, path, reading));
      }
      return new ListOf(item).read(value, path, reading);
    }
  }

  /** JSON written as YAML. Only what JSON calls so is a number, true, false or null. */
  record AnyJson() implements Shape {

    private static final Pattern NUMBER =
        Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    @Override
    public JsonNode read(Yaml value, String path, Reading reading) {
      return switch (value) {
        case Yaml.Scalar scalar -> scalar(scalar);
        case Yaml.Items list -> {
          ArrayNode items = JSON.arrayNode();
          for (Yaml each : list.items()) {
            String at = path + "[" + items.size() + "]";
            reading.at(at, each.line());
            items.add(read(each, at, reading));
          }
          yield items;
        }
        case Yaml.Fields map -> {
          ObjectNode object = JSON.objectNode();
          map.fields()
              .forEach(
                  (name, field) -> {
                    String at = path + "." + name;
                    reading.at(at, field.line());
                    object.set(name, read(field.value(), at, reading));
                  });
          yield object;
        }
      };
    }

    private static JsonNode scalar(Yaml.Scalar scalar) {
      if (scalar.quoted()) {
        return JSON.textNode(scalar.text());
      }
      if (scalar.isNothing()) {
        return NullNode.instance;
      }
      return switch (scalar.text()) {
        case "true" -> JSON.booleanNode(true);
        case "false" -> JSON.booleanNode(false);
        default ->
            NUMBER.matcher(scalar.text()).matches()
                ? JSON.numberNode(new BigDecimal(scalar.text()))
                : JSON.textNode(scalar.text());
      };
    }
  }
}
