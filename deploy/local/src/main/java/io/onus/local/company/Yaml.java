package io.onus.local.company;

import java.util.List;
import java.util.Map;

/** What a YAML file says, with the line it says it in. */
sealed interface Yaml {

  int line();

  /**
   * @param quoted whether it can only be text, because it was written in quotes or as a block
   */
  record Scalar(String text, boolean quoted, int line) implements Yaml {

    boolean isNothing() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  record Items(List<Yaml> items, int line) implements Yaml {}

  record Fields(Map<String, Field> fields, int line) implements Yaml {}

  /**
   * @param line of its name
   */
  record Field(Yaml value, int line) {}
}
