package io.onus.notification.channel.domain;

/**
 * A signing secret. It prints as nothing, so that it cannot reach a log by being part of something
 * else.
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "secret";
  }
}
