package io.onus.notification.escalation.domain;

/** What comes next in an escalation. */
public sealed interface Turn {

  /**
   * A step.
   *
   * @param round from 0
   * @param step from 0
   * @param atOnce the one before reached nobody, so there is nobody to wait for
   */
  record StepTurn(int round, int step, boolean atOnce) implements Turn {}

  /**
   * The fallback contact.
   *
   * @param atOnce nobody at all was reached
   */
  record FallbackTurn(boolean atOnce) implements Turn {}

  /**
   * Nothing: everybody was told who was to be told.
   *
   * @param because in words
   * @param last whether the fallback contact's turn has been taken: there is nobody after it
   */
  record NoTurn(String because, boolean last) implements Turn {}
}
