package io.onus.request.request.domain;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The departments a request concerns.
 *
 * @param receiver the department a transfer is proposed to, as long as it is
 * @param submitted whether the provider has ever seen it
 */
public record Involved(String from, String to, @Nullable String receiver, boolean submitted) {

  public static Involved in(Work work) {
    ProposedTransfer transfer = work.transfer();
    return new Involved(
        work.about().from(),
        work.addressee().department(),
        transfer == null ? null : transfer.to().department(),
        work.wasSubmitted());
  }

  /** All that the department is to the request; a department may ask itself, and then is both. */
  Set<Party> partiesOf(String department) {
    Set<Party> parties = EnumSet.noneOf(Party.class);
    if (department.equals(from)) {
      parties.add(Party.REQUESTER);
    }
    if (department.equals(to)) {
      parties.add(Party.PROVIDER);
    }
    if (department.equals(receiver)) {
      parties.add(Party.RECEIVER);
    }
    return parties;
  }

  @Nullable String departmentOf(Party party) {
    return switch (party) {
      case REQUESTER -> from;
      case PROVIDER -> to;
      case RECEIVER -> receiver;
    };
  }
}
