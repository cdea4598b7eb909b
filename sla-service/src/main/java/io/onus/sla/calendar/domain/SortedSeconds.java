package io.onus.sla.calendar.domain;

/**
 * Ascending seconds that can be searched in a few steps: an index cuts them into spans of equal
 * length, and only the values of one span are searched.
 */
final class SortedSeconds {

  private final long[] values;
  private final int shift;
  private final int[] countBeforeSpan;

  /**
   * @param spanInBits spans of 2^n seconds: best about as long as two neighbours are apart
   */
  SortedSeconds(long[] values, int spanInBits) {
    this.values = values;
    this.shift = spanInBits;
    int spans = values.length == 0 ? 0 : span(values[values.length - 1]) + 1;
    this.countBeforeSpan = new int[spans + 1];
    int count = 0;
    for (int span = 0; span <= spans; span++) {
      while (count < values.length && span(values[count]) < span) {
        count++;
      }
      countBeforeSpan[span] = count;
    }
  }

  long at(int index) {
    return values[index];
  }

  int size() {
    return values.length;
  }

  /** The last index whose value is at most {@code key}, or −1. */
  int lastAtMost(long key) {
    if (values.length == 0 || key < values[0]) {
      return -1;
    }
    if (key >= values[values.length - 1]) {
      return values.length - 1;
    }
    int span = span(key);
    int low = countBeforeSpan[span];
    int high = countBeforeSpan[span + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private int span(long value) {
    return (int) (value - values[0] >> shift);
  }
}
