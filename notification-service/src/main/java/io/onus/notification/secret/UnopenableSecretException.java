package io.onus.notification.secret;

/** A sealed secret whose key is not here, or that is not what was sealed for this owner. */
public class UnopenableSecretException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnopenableSecretException(String message) {
    super(message);
  }
}
