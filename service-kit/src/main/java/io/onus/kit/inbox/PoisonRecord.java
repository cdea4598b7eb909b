package io.onus.kit.inbox;

/** Says that a record can never be handled, however often it comes. */
public class PoisonRecord extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PoisonRecord(String reason) {
    super(reason);
  }

  public PoisonRecord(String reason, Throwable cause) {
    super(reason, cause);
  }
}
