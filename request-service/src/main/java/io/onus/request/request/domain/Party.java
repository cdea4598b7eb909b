package io.onus.request.request.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a department is to a request. The receiver is the department a transfer was proposed to: it
 * is on neither side until it accepts.
 */
public enum Party {
  REQUESTER,
  PROVIDER,
  RECEIVER;

  /** All that the department is to the request; a department may ask itself, and then is both. */
  public static Set<Party> of(String department, Work work) {
    Set<Party> parties = EnumSet.noneOf(Party.class);
    if (department.equals(work.about().from())) {
      parties.add(REQUESTER);
    }
    if (department.equals(work.addressee().department())) {
      parties.add(PROVIDER);
    }
    ProposedTransfer transfer = work.transfer();
    if (transfer != null && department.equals(transfer.to().department())) {
      parties.add(RECEIVER);
    }
    return parties;
  }
}
