package io.onus.notification.target.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has a part in a request, as far as targets name them.
 *
 * @param assignee the id of the person who has it in hand
 */
public record Parties(
    String obligor, String owedTo, String requester, String provider, @Nullable String assignee) {

  /** For what is about no request: only targets that name somebody outright mean anybody. */
  public static final Parties NONE = new Parties("", "", "", "", null);

  public List<String> departments(Target.Side side) {
    return switch (side) {
      case OBLIGOR -> List.of(obligor);
      case OWED_TO -> List.of(owedTo);
      case REQUESTER -> List.of(requester);
      case PROVIDER -> List.of(provider);
      case BOTH -> List.of(requester, provider);
    };
  }
}
