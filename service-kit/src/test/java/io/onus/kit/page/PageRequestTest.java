package io.onus.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

  private static final List<Integer> ROWS = List.of(1, 2, 3, 4, 5, 6);

  @Test
  void theFirstPageNeedsNothing() {
    PageRequest first = PageRequest.of(null, null);

    assertThat(first.size()).isEqualTo(50);
    assertThat(first.isFirst()).isTrue();
    assertThat(PageRequest.of(200, "").isFirst()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE})
  void aSizeOutOfBoundsIsMalformed(int size) {
    assertMalformed(() -> PageRequest.of(size, null), "pageSize");
  }

  @Test
  void theRowTooManyMakesTheNextToken() {
    PageRequest request = PageRequest.of(5, null, "open", null);

    Page<Integer> page = Page.of(ROWS, request, PageRequestTest::key);

    assertThat(page.items()).containsExactly(1, 2, 3, 4, 5);
    PageRequest next = PageRequest.of(5, page.nextPageToken(), "open", null);
    assertThat(next.isFirst()).isFalse();
    assertThat(next.after()).containsExactly("5", "row.5");
    assertThat(next.numberKey(0)).isEqualTo(5);
    assertThat(next.key(1)).isEqualTo("row.5");
  }

  @Test
  void whereAllRowsFitThereIsNoNextPage() {
    PageRequest request = PageRequest.of(6, null);

    Page<Integer> page = Page.of(ROWS, request, PageRequestTest::key);

    assertThat(page.items()).isEqualTo(ROWS);
    assertThat(page.nextPageToken()).isNull();
  }

  @Test
  void aTokenUnderAnotherFilterIsMalformed() {
    String token = token("open", null);

    assertMalformed(() -> PageRequest.of(5, token, "closed", null), "pageToken");
    assertMalformed(() -> PageRequest.of(5, token, null, "open"), "pageToken");
    assertMalformed(() -> PageRequest.of(5, token), "pageToken");
    assertMalformed(() -> PageRequest.of(5, token("a, b"), "a", "b"), "pageToken");
    assertMalformed(() -> PageRequest.of(5, token("null"), (Object) null), "pageToken");
    assertMalformed(() -> PageRequest.of(5, token(List.of("a")), List.of("b")), "pageToken");
    assertThat(PageRequest.of(5, token(List.of("a")), List.of("a")).isFirst()).isFalse();
    assertThat(
            PageRequest.of(5, token((Object) new String[] {"a"}), (Object) new String[] {"a"})
                .isFirst())
        .isFalse();
  }

  @Test
  void noAlteredTokenIsTaken() {
    String token = token("open");
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String altered = token.substring(0, i) + other + token.substring(i + 1);
      assertMalformed(() -> PageRequest.of(5, altered, "open"), "pageToken");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", ".", "..", "...", "a.b.c", "%", "0.MQ.0", "\u001f", "ü.ü.ü"})
  void garbageIsNoToken(String token) {
    assertMalformed(() -> PageRequest.of(5, token), "pageToken");
  }

  @Test
  void aKeyIsReadAsWhatTheStoreNeedsOrTheTokenIsNone() {
    UUID id = UUID.fromString("0198a1b2-0000-7000-8000-000000000001");
    Instant at = Instant.parse("2026-01-05T09:00:00.000001Z");
    PageRequest request = after(id.toString(), at.toString(), "12", "text with \u001f and .");

    assertThat(request.idKey(0)).isEqualTo(id);
    assertThat(request.instantKey(1)).isEqualTo(at);
    assertThat(request.numberKey(2)).isEqualTo(12);
    assertThat(request.key(3)).isEqualTo("text with \u001f and .");
    assertMalformed(() -> request.idKey(2), "pageToken");
    assertMalformed(() -> request.instantKey(0), "pageToken");
    assertMalformed(() -> request.numberKey(0), "pageToken");
    assertMalformed(() -> request.key(4), "pageToken");
  }

  @Test
  void aPageIsMappedWithItsToken() {
    Page<Integer> page = Page.of(ROWS, PageRequest.of(2, null), PageRequestTest::key);

    assertThat(page.map(row -> "v" + row))
        .isEqualTo(new Page<>(List.of("v1", "v2"), page.nextPageToken()));
  }

  private static List<String> key(int row) {
    return List.of(String.valueOf(row), "row." + row);
  }

  private static String token(Object... filter) {
    return Page.of(ROWS, PageRequest.of(5, null, filter), PageRequestTest::key).nextPageToken();
  }

  private static PageRequest after(String... keys) {
    String token =
        Page.of(ROWS, PageRequest.of(5, null), row -> Arrays.asList(keys)).nextPageToken();
    return PageRequest.of(5, token);
  }

  private static void assertMalformed(Runnable call, String field) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.violations()).extracting(Violation::field).containsExactly(field);
            });
  }
}
