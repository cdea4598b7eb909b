package io.onus.request;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;

/**
 * The service as a caller sees it, on the real database and broker. Tests share the database: each
 * uses departments of its own.
 */
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_request"))
public final class Edge {

  private Edge() {}

  public static RequestSpecification as(String actor, String department) {
    return with(Tokens.member(actor, department));
  }

  public static RequestSpecification with(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  /** As an admin, who writes departments and services. */
  public static Response put(String path, String body) {
    return with(Tokens.admin("root")).body(body).put("/api/v1" + path);
  }

  public static Response put(String path, String body, String ifMatch) {
    return with(Tokens.admin("root")).header("If-Match", ifMatch).body(body).put("/api/v1" + path);
  }

  /** As an auditor, who reads all that was ever submitted. */
  public static Response get(String path) {
    return with(Tokens.auditor("aud")).get("/api/v1" + path);
  }

  public static void department(String code) {
    put("/departments/" + code, "{\"name\":\"" + code + "\"}").then().statusCode(201);
  }

  public static JsonNode json(Response response) {
    return json(response.asString());
  }

  public static JsonNode json(@Nullable String text) {
    try {
      return text == null
          ? JsonNodeFactory.instance.missingNode()
          : JsonSettings.mapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
