package io.onus.local.company;

/**
 * Something in the file that cannot be meant.
 *
 * @param line counted from 1
 * @param field where in the file, like {@code departments[2].parent}; empty for the file itself
 */
record Mistake(int line, String field, String message) {

  String in(String file) {
    return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + message;
  }
}
