package io.onus.sample.three.deep;

import static io.onus.sample.one.Names.NAME;

public record Three(String name) {
  static final Three FIRST = new Three(NAME);
}
