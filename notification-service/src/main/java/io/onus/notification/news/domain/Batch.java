package io.onus.notification.news.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Stories of one key that came together, in the order they happened. */
public final class Batch {

  private Batch() {}

  /**
   * Without questions that a later one of them answers: who was away, as a service may be, need not
   * be asked what is settled.
   */
  public static <T> List<T> withoutAnswered(List<T> all, Function<T, Story> story) {
    List<T> left = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Story asked = story.apply(all.get(i));
      boolean answered =
          asked.asks()
              && all.subList(i + 1, all.size()).stream()
                  .map(story)
                  .anyMatch(later -> later.settles() && later.matter().equals(asked.matter()));
      if (!answered) {
        left.add(all.get(i));
      }
    }
    return left;
  }
}
