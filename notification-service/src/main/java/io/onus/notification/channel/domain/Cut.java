package io.onus.notification.channel.domain;

/** Texts that fit where they have to go. */
public final class Cut {

  private Cut() {}

  /** At most so many characters, the last of them a sign that there were more. */
  public static String to(int longest, String text) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    // Half of a pair is no character.
    int whole = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    return text.substring(0, whole) + "…";
  }
}
