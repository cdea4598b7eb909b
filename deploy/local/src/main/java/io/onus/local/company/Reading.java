package io.onus.local.company;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with a file, and which line says what. */
final class Reading {

  private final List<Mistake> mistakes = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  void at(String path, int line) {
    lines.putIfAbsent(path, line);
  }

  void wrong(int line, String path, String message) {
    mistakes.add(new Mistake(line, path, message));
  }

  /** Something is wrong at a path that was read. */
  void wrong(String path, String message) {
    wrong(line(path), path, message);
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  /** The line of a path, or of what it is in. */
  int line(String path) {
    String at = path;
    while (!lines.containsKey(at)) {
      int end = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
      if (end < 0) {
        return 1;
      }
      at = at.substring(0, end);
    }
    return lines.get(at);
  }
}
