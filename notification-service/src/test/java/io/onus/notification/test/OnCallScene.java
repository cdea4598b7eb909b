package io.onus.notification.test;

import static io.restassured.RestAssured.given;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Two people who take turns of a week since Monday, the first of June 2026, and what they hear. */
public final class OnCallScene {

  /** In the first week, which is Ann's. */
  public static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

  private final String mark = UUID.randomUUID().toString().substring(0, 8);

  public final String code = "s-" + mark;
  public final String path = "/api/v1/schedules/" + code;
  public final String department = "D" + mark.toUpperCase(Locale.ROOT);
  public final String ann = "ann-" + mark;
  public final String ben = "ben-" + mark;

  public OnCallScene() {
    for (String person : List.of(ann, ben)) {
      Api.person(person);
      Api.method(person, "EMAIL", person + "@example.com");
    }
  }

  public static RequestSpecification as(String person) {
    return with(Tokens.member(person));
  }

  public static RequestSpecification with(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  /** Makes the schedule, or replaces it. */
  public ValidatableResponse put(Map<String, Object> form) {
    return Api.as("ada").header("If-Match", "*").body(form).put(path).then();
  }

  public Map<String, Object> weekly(String... people) {
    return schedule(layer(people));
  }

  @SafeVarargs
  public final Map<String, Object> schedule(Map<String, Object>... layers) {
    Map<String, Object> form = new HashMap<>(Api.scheduleForm(department, ann));
    form.put("layers", List.of(layers));
    return form;
  }

  public static Map<String, Object> layer(String... people) {
    return new HashMap<>(
        Map.of(
            "people", Arrays.stream(people).map(List::of).toList(),
            "every", "P1W",
            "handover", "09:00",
            "start", "2026-06-01"));
  }

  /** Titles of the news somebody was told by e-mail, oldest first. */
  public static List<String> news(String address, Sql sql) {
    return sql.list(
        """
        select n.content ->> 'title' as title from notices n join deliveries d on d.notice_id = n.id
        where n.kind = 'NEWS' and d.channel = 'EMAIL' and d.address = ? order by n.number
        """,
        row -> row.text("title"),
        address);
  }

  public List<String> awaitNews(String person, int count, Sql sql) {
    return Await.until(
        count + " news to " + person,
        () -> news(person + "@example.com", sql),
        news -> news.size() >= count);
  }
}
