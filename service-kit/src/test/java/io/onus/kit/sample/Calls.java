package io.onus.kit.sample;

import io.onus.kit.test.Tokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Calls as a known person makes them. */
final class Calls {

  static final String NOTES = "/api/v1/notes";

  private Calls() {}

  static RequestSpecification as(String actor, String department) {
    return RestAssured.given().auth().oauth2(Tokens.member(actor, department));
  }

  static RequestSpecification ada() {
    return as("ada", "CS");
  }

  static RequestSpecification sending(String json) {
    return ada().contentType(ContentType.JSON).body(json);
  }

  static String title(String title) {
    return "{\"title\":\"" + title + "\"}";
  }

  /** Every error answer has these, and nothing of ours shows through. */
  static ValidatableResponse assertProblem(ValidatableResponse answer, int status, String kind) {
    return answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", org.hamcrest.Matchers.equalTo("/problems/" + kind))
        .body("status", org.hamcrest.Matchers.equalTo(status))
        .body("title", org.hamcrest.Matchers.not(org.hamcrest.Matchers.blankOrNullString()))
        .body("detail", org.hamcrest.Matchers.not(org.hamcrest.Matchers.blankOrNullString()))
        .body(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("io.onus")))
        .body(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("java.")))
        .body(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("Exception")));
  }
}
