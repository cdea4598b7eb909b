package io.onus.notification.channel.email.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** What an e-mail address may look like. */
public final class EmailAddress {

  private static final int LONGEST = 254;

  /** Nothing that could leave the address and become a second one, a name or a header. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s\\p{Cntrl}@<>(),;:\\\\\"\\[\\]]+@[A-Za-z0-9._-]*[A-Za-z0-9]");

  private EmailAddress() {}

  public static Optional<String> wrong(String address) {
    return address.length() <= LONGEST && ADDRESS.matcher(address).matches()
        ? Optional.empty()
        : Optional.of("must be an e-mail address such as ada@example.com");
  }
}
