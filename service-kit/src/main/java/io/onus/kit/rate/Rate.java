package io.onus.kit.rate;

/**
 * So many calls a second, and so many at once after a rest.
 *
 * @param perSecond zero means without limit
 */
public record Rate(double perSecond, int burst) {

  public Rate {
    if (perSecond < 0 || (perSecond > 0 && burst < 1)) {
      throw new IllegalArgumentException(
          "a rate needs perSecond of at least 0 and a burst of at least 1, not "
              + perSecond
              + " and "
              + burst);
    }
  }

  boolean isUnlimited() {
    return perSecond == 0;
  }
}
