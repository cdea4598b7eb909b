package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.ada;
import static io.onus.kit.sample.Calls.assertProblem;
import static io.onus.kit.sample.Calls.sending;
import static io.onus.kit.sample.Calls.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.onus.kit.test.OnusStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A list is read page by page, each row once. */
@QuarkusTest
@QuarkusTestResource(OnusStack.class)
class PagingTest {

  private final String prefix = "page-" + UUID.randomUUID();

  @Test
  void everyRowIsOnOnePageAndTheLastPageHasNoToken() {
    // Given
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      titles.add(prefix + "-" + i);
    }
    titles.reversed().forEach(title -> sending(title(title)).post(NOTES).then().statusCode(201));

    // When
    List<String> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String token = null;
    do {
      Response page = page(prefix, token, 3);
      List<String> items = page.path("items.title");
      seen.addAll(items);
      sizes.add(items.size());
      token = page.path("nextPageToken");
    } while (token != null);

    // Then
    assertThat(seen).isEqualTo(titles);
    assertThat(sizes).containsExactly(3, 3, 1);
  }

  @Test
  void aPageThatIsJustFullIsTheLast() {
    for (int i = 0; i < 3; i++) {
      sending(title(prefix + i)).post(NOTES).then().statusCode(201);
    }

    Response page = page(prefix, null, 3);

    assertThat(page.<List<String>>path("items.title")).hasSize(3);
    assertThat(page.<String>path("nextPageToken")).isNull();
  }

  @Test
  void aTokenBelongsToItsFilter() {
    for (int i = 0; i < 2; i++) {
      sending(title(prefix + i)).post(NOTES).then().statusCode(201);
    }
    String token = page(prefix, null, 1).path("nextPageToken");

    assertProblem(page(prefix + "0", token, 1).then(), 400, "malformed")
        .body("detail", containsString("another filter"));
    assertProblem(page(prefix, token + "x", 1).then(), 400, "malformed");
  }

  private Response page(String start, String token, int size) {
    var call = ada().queryParam("prefix", start).queryParam("pageSize", size);
    if (token != null) {
      call.queryParam("pageToken", token);
    }
    return call.get(NOTES);
  }
}
