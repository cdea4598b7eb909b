package io.onus.request.request;

import io.onus.kit.problem.Problem;
import io.onus.request.request.domain.DeclineCode;
import io.onus.request.request.domain.ReopenCode;
import io.onus.request.request.domain.RequestRefusal.UnknownReason;
import io.onus.request.request.domain.Verb;
import java.util.Arrays;
import java.util.List;

/** The reasons that have a code, as callers write them. */
final class Codes {

  private Codes() {}

  static DeclineCode decline(String code) {
    return known(Verb.DECLINE, code, DeclineCode.values());
  }

  static ReopenCode reopen(String code) {
    return known(Verb.REOPEN, code, ReopenCode.values());
  }

  private static <E extends Enum<E>> E known(Verb verb, String code, E[] all) {
    return Arrays.stream(all)
        .filter(one -> one.name().equals(code))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> names = Arrays.stream(all).map(Enum::name).toList();
              return Problem.refused(new UnknownReason(verb, code, names));
            });
  }
}
