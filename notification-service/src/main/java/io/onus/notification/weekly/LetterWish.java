package io.onus.notification.weekly;

import io.onus.notification.weekly.domain.WeeklyMoment;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a department's leads want their letter. Before anybody said so, it is as the
 * company has it.
 *
 * @param on null where nobody said
 * @param moment null for the company's
 * @param version 1 for what nobody changed
 */
record LetterWish(
    String department, @Nullable Boolean on, @Nullable WeeklyMoment moment, long version) {

  static LetterWish none(String department) {
    return new LetterWish(department, null, null, 1);
  }

  static LetterWish stored(String department, boolean on, @Nullable String moment, long version) {
    return new LetterWish(
        department, on, moment == null ? null : WeeklyMoment.parse(moment), version);
  }
}
