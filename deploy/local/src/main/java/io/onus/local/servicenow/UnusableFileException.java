package io.onus.local.servicenow;

/**
 * A file as a whole is not what it should be; the message is one line written for the person who
 * gave it.
 */
final class UnusableFileException extends RuntimeException {

  UnusableFileException(String message) {
    super(message);
  }
}
