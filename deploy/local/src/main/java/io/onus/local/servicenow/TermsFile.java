package io.onus.local.servicenow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The calendar and the terms under which the past is judged: {@code {"calendar": {"code": …, …},
 * "terms": {…}}}, each as the API takes it.
 */
record TermsFile(String calendarCode, JsonNode calendar, JsonNode terms) {

  private static final String DEFAULT = "/servicenow-terms.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the file, or without one the default terms. */
  static TermsFile read(@Nullable Path file) throws IOException {
    if (file != null) {
      return parse(Files.readString(file), file.toString());
    }
    try (InputStream in = TermsFile.class.getResourceAsStream(DEFAULT)) {
      if (in == null) {
        throw new IllegalStateException(DEFAULT + " is not on the class path");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), DEFAULT);
    }
  }

  static TermsFile parse(String text, String name) {
    try {
      JsonNode root = JSON.readTree(text);
      JsonNode terms = root.path("terms");
      JsonNode code = root.path("calendar").path("code");
      if (!code.isTextual() || !terms.isObject()) {
        throw new UnusableFileException(
            name + " needs a \"calendar\" with a \"code\", and \"terms\".");
      }
      ObjectNode calendar = root.get("calendar").deepCopy();
      calendar.remove("code");
      return new TermsFile(code.textValue(), calendar, terms);
    } catch (JsonProcessingException e) {
      throw new UnusableFileException(name + " is not JSON: " + e.getOriginalMessage());
    }
  }
}
