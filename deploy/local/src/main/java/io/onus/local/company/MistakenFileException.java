package io.onus.local.company;

import java.util.Comparator;
import java.util.List;

/** The file cannot be used as it is; all that is wrong with it, from top to bottom. */
final class MistakenFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  MistakenFileException(List<Mistake> mistakes) {
    super(mistakes.size() + " mistakes");
    this.mistakes = mistakes.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
  }

  List<Mistake> mistakes() {
    return mistakes;
  }
}
