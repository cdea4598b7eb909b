package io.onus.kit.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. There are no totals: counting what a caller will not read costs more than
 * reading it.
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param rows up to {@code request.size() + 1} rows: the one too many says that there is a next
   *     page
   * @param keyOf the keyset of a row, in the order of the list's sort
   */
  public static <T> Page<T> of(
      List<T> rows, PageRequest request, Function<? super T, List<String>> keyOf) {
    if (rows.size() <= request.size()) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, request.size());
    return new Page<>(items, request.tokenAfter(keyOf.apply(items.getLast())));
  }

  public <R> Page<R> map(Function<? super T, ? extends R> view) {
    return new Page<>(items.stream().<R>map(view).toList(), nextPageToken);
  }
}
