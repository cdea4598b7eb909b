package io.onus.request.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.request.Edge;
import io.onus.request.request.domain.RequestRefusal;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Whatever a request says no with is found where callers look it up. */
@QuarkusTest
class RequestRefusalsTest {

  @Test
  void everyRefusalIsDocumentedByItsKind() {
    // Who is on the wrong side is forbidden, and that is a kind of problem by itself.
    List<String> kinds =
        Arrays.stream(RequestRefusal.class.getPermittedSubclasses())
            .filter(type -> type != RequestRefusal.WrongSide.class)
            .map(RequestRefusalsTest::kind)
            .toList();

    String contract = Edge.as("ada", "ENG").get("/q/openapi?format=json").asString();

    assertThat(kinds)
        .isNotEmpty()
        .allSatisfy(kind -> assertThat(contract).contains("`" + kind + "`"));
  }

  private static String kind(Class<?> refusal) {
    return refusal.getSimpleName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
