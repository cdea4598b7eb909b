package io.onus.kit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTreeTest {

  @Test
  void commentsAndLiteralsAreNoCode() {
    String code =
        SourceTree.codeOf(
            """
            a(); // Instant.now()
            /* Instant.now() */ b();
            /** {@link java.sql.Connection} */
            c("Instant.now() \\" // still text");
            d('"'); e("x");
            f(\"""
              Instant.now() "quoted"
              \""");
            g();\
            """);

    assertThat(code).doesNotContain("Instant", "sql", "still", "quoted", "x");
    for (String call : "abcdefg".split("")) {
      assertThat(code).contains(call + "(");
    }
    assertThat(code.lines()).hasSize(9);
  }

  @Test
  void theWholeRepositoryIsRead() {
    assertThat(SourceTree.ofRepository())
        .extracting(SourceTree.Source::module)
        .contains("service-kit", "request-service", "sla-service", "notification-service")
        .noneMatch(module -> module.contains("test"));
    assertThat(SourceTree.ofRepository())
        .extracting(SourceTree.Source::path)
        .contains("io/onus/kit/time/WallClock.java");
  }
}
