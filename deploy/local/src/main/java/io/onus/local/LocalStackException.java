package io.onus.local;

/**
 * Something on this machine stands in the way; the message is one line written for the person in
 * front of it.
 */
public final class LocalStackException extends RuntimeException {

  public LocalStackException(String message) {
    super(message);
  }

  public LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
