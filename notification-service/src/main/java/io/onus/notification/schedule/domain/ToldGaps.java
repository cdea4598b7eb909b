package io.onus.notification.schedule.domain;

import java.util.List;

/** The gaps somebody was told of, and that are still there. */
public record ToldGaps(List<Span> gaps) {

  public ToldGaps {
    gaps = List.copyOf(gaps);
  }

  /** Those they have not heard of: a gap that only grew is known. */
  public List<Span> newsOf(List<Span> now) {
    return now.stream()
        .filter(
            gap ->
                gaps.stream()
                    .noneMatch(
                        told ->
                            !told.start().isAfter(gap.end()) && !gap.start().isAfter(told.end())))
        .toList();
  }
}
