package io.onus.request.request;

import io.onus.kit.problem.Problem;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a caller calls a request by: its id or its number. */
public sealed interface RequestName {

  Object value();

  record ById(UUID value) implements RequestName {}

  record ByNumber(String value) implements RequestName {}

  Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  Pattern NUMBER = Pattern.compile("[A-Z][A-Z0-9-]{0,40}-[0-9]{1,18}");

  static RequestName of(String text) {
    if (ID.matcher(text).matches()) {
      return new ById(UUID.fromString(text));
    }
    if (NUMBER.matcher(text).matches()) {
      return new ByNumber(text);
    }
    throw Problem.notFound("request", text);
  }
}
