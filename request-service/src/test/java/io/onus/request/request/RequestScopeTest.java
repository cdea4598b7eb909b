package io.onus.request.request;

import static io.onus.request.request.Asking.done;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.Tokens;
import io.onus.request.Edge;
import io.onus.request.request.domain.Involved;
import io.onus.request.request.domain.Reader;
import io.onus.request.request.domain.RequestAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a list shows is what the rule lets see, whoever reads and however it is asked. */
@QuarkusTest
class RequestScopeTest {

  @Test
  void listsReadsAndTheRuleAgreeForEveryReader() {
    // Given: one request of each kind
    Asking we = new Asking("SCOPE-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase());
    String ours = "&q=" + we.cs.substring(0, we.cs.length() - 2);
    Map<String, Involved> requests = new LinkedHashMap<>();
    String receives = "{\"service\":\"%s\",\"reason\":\"r\"}".formatted(we.inspection);

    String draft = idOf(we.submitted(",\"draft\":true"));
    requests.put(draft, involved(we.cs, we.eng, null, false));
    String discarded = idOf(we.submitted(",\"draft\":true"));
    done(we.requester(discarded, "cancel", "{\"reason\":\"r\"}"));
    requests.put(discarded, involved(we.cs, we.eng, null, false));
    String sent = idOf(we.submitted());
    requests.put(sent, involved(we.cs, we.eng, null, true));
    String moving = idOf(we.submitted());
    done(we.provider(moving, "transfer", receives));
    requests.put(moving, involved(we.cs, we.eng, we.qa, true));
    String refused = idOf(we.submitted());
    done(we.provider(refused, "transfer", receives));
    done(we.move("quinn", we.qa, refused, "refuse-transfer", "{\"reason\":\"r\"}"));
    requests.put(refused, involved(we.cs, we.eng, null, true));
    String moved = idOf(we.submitted());
    done(we.provider(moved, "transfer", receives));
    done(we.move("quinn", we.qa, moved, "accept-transfer", "{}"));
    requests.put(moved, involved(we.cs, we.qa, null, true));
    String own = idOf(asked(we.eng, we.eng));
    requests.put(own, involved(we.eng, we.eng, null, true));
    String back = idOf(asked(we.qa, we.cs));
    requests.put(back, involved(we.qa, we.cs, null, true));

    for (Set<String> departments : subsets(List.of(we.cs, we.eng, we.qa, we.sales))) {
      for (boolean audits : new boolean[] {false, true}) {
        Reader reader = new Reader(departments, audits);
        String token = token(reader);

        // When
        List<String> listed = ids(token, ours);
        List<String> walked = ids(token, ours + "&pageSize=1");
        List<String> toProvider = ids(token, ours + "&to=" + we.eng);
        List<String> readable =
            requests.keySet().stream()
                .filter(id -> as(token).get("/api/v1/requests/" + id).statusCode() == 200)
                .toList();

        // Then
        List<String> expected =
            requests.entrySet().stream()
                .filter(request -> RequestAccess.sees(reader, request.getValue()))
                .map(Map.Entry::getKey)
                .toList()
                .reversed();
        assertThat(listed).as("the list of %s", reader).isEqualTo(expected);
        assertThat(walked).as("page by page for %s", reader).isEqualTo(expected);
        assertThat(readable.reversed()).as("what %s may read", reader).isEqualTo(expected);
        assertThat(toProvider)
            .as("narrowed for %s", reader)
            .isEqualTo(
                expected.stream().filter(id -> requests.get(id).to().equals(we.eng)).toList());
      }
    }
  }

  @Test
  void noFilterFindsWhatIsOthers() {
    // Given
    Asking we = new Asking("SCOPE-FILTER");
    String tag = UUID.randomUUID().toString();
    JsonNode request =
        we.submitted(
            """
            ,"customer":{"ref":"%1$s"},"externalRef":{"system":"jira","id":"%1$s"},"priority":"P1"\
            """
                .formatted(tag));
    done(we.provider(idOf(request), "assign", "{\"person\":\"%s\"}".formatted(tag)));

    for (String query :
        List.of(
            "pageSize=200",
            "q=" + request.get("number").asText(),
            "q=which",
            "from=" + we.cs,
            "to=" + we.eng,
            "assignee=" + tag,
            "customer=" + tag,
            "externalRef=jira:" + tag,
            "status=SUBMITTED",
            "onus=PROVIDER",
            "priority=P1")) {
      for (String token :
          List.of(
              Tokens.lead("sam", we.sales),
              Tokens.member("quinn", we.qa),
              Tokens.admin("root"),
              Tokens.onCallAdmin("otto"),
              Tokens.of("nobody").sign())) {
        // When
        Response page = as(token).get("/api/v1/requests?" + query);

        // Then
        assertThat(page.statusCode()).as(query).isEqualTo(200);
        assertThat(page.asString()).as(query).doesNotContain(tag, idOf(request));
      }
    }
  }

  private static Involved involved(
      String from, String to, @Nullable String receiver, boolean submitted) {
    return new Involved(from, to, receiver, submitted);
  }

  private static JsonNode asked(String from, String to) {
    Response answer =
        Edge.as("ada", from)
            .body(
                "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"Which thread?\"}".formatted(from, to))
            .post("/api/v1/requests");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return Edge.json(answer);
  }

  private static List<Set<String>> subsets(List<String> all) {
    List<Set<String>> subsets = new ArrayList<>();
    for (int bits = 0; bits < 1 << all.size(); bits++) {
      Set<String> subset = new TreeSet<>();
      for (int i = 0; i < all.size(); i++) {
        if ((bits >> i & 1) == 1) {
          subset.add(all.get(i));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }

  private static String token(Reader reader) {
    return Tokens.of("reader")
        .groups(
            Stream.concat(
                    reader.departments().stream().map(code -> "/" + code),
                    reader.audits() ? Stream.of("/onus/auditor") : Stream.empty())
                .toArray(String[]::new))
        .sign();
  }

  private static io.restassured.specification.RequestSpecification as(String token) {
    return Edge.with(token).urlEncodingEnabled(false);
  }

  /** Those of this test, newest first, to the end of all pages. */
  private static List<String> ids(String token, String filter) {
    List<String> ids = new ArrayList<>();
    String next = "";
    do {
      Response answer = as(token).get("/api/v1/requests?pageToken=" + next + filter);
      assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
      JsonNode page = Edge.json(answer);
      page.get("items").forEach(item -> ids.add(idOf(item)));
      next = page.get("nextPageToken").isNull() ? "" : page.get("nextPageToken").asText();
    } while (!next.isEmpty());
    return ids;
  }
}
