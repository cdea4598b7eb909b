package io.onus.notification.person.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.ChannelKind;
import org.jspecify.annotations.Nullable;

/** What shows that a new method reaches whom it is said to. */
public enum Proof {
  /** Nothing yet: a code is sent there. */
  CODE,
  /** The identity provider has verified that the address is theirs. */
  IDENTITY,
  /** An admin says so. */
  VOUCHED;

  /**
   * @param ownEmail what the identity provider has verified to be the asker's address
   * @param vouched whether the asker says that no code is needed; {@link #mayVouch} was asked
   */
  public static Proof of(
      Asker asker,
      String personId,
      ChannelKind kind,
      String address,
      @Nullable String ownEmail,
      boolean vouched) {
    if (vouched) {
      return VOUCHED;
    }
    boolean known =
        kind == ChannelKind.EMAIL && asker.is(personId) && address.equalsIgnoreCase(ownEmail);
    return known ? IDENTITY : CODE;
  }

  /** Whoever could say so of any address could have somebody else's mail sent there. */
  public static boolean mayVouch(Asker asker) {
    return asker.has(Role.ADMIN);
  }
}
