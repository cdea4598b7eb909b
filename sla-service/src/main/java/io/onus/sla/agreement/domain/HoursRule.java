package io.onus.sla.agreement.domain;

/** Whose working hours a promise counts in. */
public sealed interface HoursRule {

  record Provider() implements HoursRule {}

  record Requester() implements HoursRule {}

  /** Only what is working time for both. */
  record Both() implements HoursRule {}

  /** What is working time for one of them at least. */
  record Either() implements HoursRule {}

  record Always() implements HoursRule {}

  /** The hours of a calendar, whatever the departments' own are. */
  record Named(String calendar) implements HoursRule {}

  /**
   * Reads the contract's word: {@code PROVIDER}, {@code REQUESTER}, {@code BOTH}, {@code EITHER},
   * {@code ALWAYS} or a calendar's code.
   */
  static HoursRule parse(String word) {
    return switch (word) {
      case "PROVIDER" -> new Provider();
      case "REQUESTER" -> new Requester();
      case "BOTH" -> new Both();
      case "EITHER" -> new Either();
      case "ALWAYS" -> new Always();
      default -> new Named(word);
    };
  }
}
