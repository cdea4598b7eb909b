package io.onus.notification.channel.pager.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** What names the service at the pager that is to be told. */
public final class RoutingKey {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{32}");

  private RoutingKey() {}

  /** What is wrong with it, without a word of it. */
  public static Optional<String> wrong(String key) {
    return KEY.matcher(key).matches()
        ? Optional.empty()
        : Optional.of("must be the integration key: 32 letters and digits");
  }
}
