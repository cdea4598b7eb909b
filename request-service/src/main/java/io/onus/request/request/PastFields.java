package io.onus.request.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.request.Texts;
import io.onus.request.request.domain.Details;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a past fact, read one by one. What is not as it must be is malformed. */
record PastFields(JsonNode body) {

  PastFields part(String name) {
    return new PastFields(body.path(name));
  }

  boolean has(String name) {
    return body.hasNonNull(name);
  }

  @Nullable String text(String name) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!isText(value)) {
      throw malformed(name, "must be a text");
    }
    return value.textValue();
  }

  String text(String name, String otherwise) {
    String text = text(name);
    return text == null || text.isBlank() ? otherwise : text;
  }

  String required(String name) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw malformed(name, "is required");
    }
    return text;
  }

  @Nullable Instant instant(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      Instant instant = WallClock.truncated(OffsetDateTime.parse(text).toInstant());
      if (!InReach.Validator.holds(instant)) {
        throw malformed(name, "must lie between the years 1970 and 2200");
      }
      return instant;
    } catch (DateTimeException e) {
      throw malformed(name, "must be an RFC 3339 instant");
    }
  }

  @Nullable Integer oneToFive(String name) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > 5) {
      throw malformed(name, "must be from 1 to 5");
    }
    return value.intValue();
  }

  BigDecimal positive(String name) {
    JsonNode value = body.path(name);
    if (!value.isNumber() || value.decimalValue().signum() <= 0) {
      throw malformed(name, "must be a positive number");
    }
    BigDecimal number = value.decimalValue();
    if (number.scale() > 4 || number.precision() - number.scale() > 15) {
      throw malformed(name, "must have at most 15 digits and 4 decimals");
    }
    return number;
  }

  <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    String text = text(name);
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(type.getEnumConstants())
            .filter(one -> one.name().equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    malformed(name, "must be one of " + Arrays.toString(type.getEnumConstants()))));
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : body.path(name)) {
      if (!isText(element) || element.textValue().isBlank()) {
        throw malformed(name, "must be a list of texts");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  @Nullable Details details() {
    JsonNode details = body.get("details");
    if (details == null || details.isNull()) {
      return null;
    }
    if (!details.isObject() || !Texts.isWhole(details.toString())) {
      throw malformed("details", "must be an object");
    }
    String json = details.toString();
    if (json.length() > Details.LONGEST || RequestForm.isDeeper(details, Details.DEEPEST)) {
      throw malformed("details", RequestForm.BOUNDS);
    }
    return new Details(json);
  }

  /** A text that can be kept. */
  private static boolean isText(JsonNode value) {
    return value.isTextual()
        && value.textValue().indexOf('\0') < 0
        && Texts.isWhole(value.textValue());
  }

  static Problem malformed(String field, String message) {
    return Problem.malformed(field + " " + message + ".", new Violation(field, message));
  }
}
