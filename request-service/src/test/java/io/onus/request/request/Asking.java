package io.onus.request.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.request.Edge;
import io.restassured.response.Response;

/**
 * Three departments that ask each other, by the test's own prefix: {@code <P>-CS} asks {@code
 * <P>-ENG}, {@code <P>-QA} is the one a request may be given to, {@code <P>-SALES} has no part in
 * it. The service {@code <p>-parts} asks for a part number, {@code <p>-inspection} is QA's.
 */
public final class Asking {

  public final String cs;
  public final String eng;
  public final String qa;
  public final String sales;
  public final String parts;
  public final String inspection;

  public Asking(String prefix) {
    cs = prefix + "-CS";
    eng = prefix + "-ENG";
    qa = prefix + "-QA";
    sales = prefix + "-SALES";
    parts = prefix.toLowerCase() + "-parts";
    inspection = prefix.toLowerCase() + "-inspection";
    for (String code : new String[] {cs, eng, qa, sales}) {
      assertThat(Edge.put("/departments/" + code, "{\"name\":\"%s\"}".formatted(code)).statusCode())
          .isIn(201, 428);
    }
    service(
        parts,
        eng,
        """
        {"type":"object","required":["partNumber"],
         "properties":{"partNumber":{"type":"string"},"drawing":{"type":"string"}}}\
        """);
    service(inspection, qa, "{\"type\":\"object\"}");
  }

  private static void service(String code, String provider, String intake) {
    assertThat(
            Edge.put(
                    "/services/" + code,
                    "{\"provider\":\"%s\",\"name\":\"%s\",\"intake\":%s}"
                        .formatted(provider, code, intake))
                .statusCode())
        .isIn(201, 428);
  }

  public Response send(String body) {
    return Edge.as("ada", cs).body(body).post("/api/v1/requests");
  }

  /** A request of CS to ENG, submitted. */
  public JsonNode submitted() {
    return submitted("");
  }

  /**
   * @param more further members, each with a comma before it
   */
  public JsonNode submitted(String more) {
    Response response =
        send(
            "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"Which thread?\"%s}"
                .formatted(cs, eng, more));
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    return Edge.json(response);
  }

  public Response requester(String id, String verb, String body) {
    return move("ada", cs, id, verb, body);
  }

  public Response provider(String id, String verb, String body) {
    return move("ben", eng, id, verb, body);
  }

  public Response move(String actor, String department, String id, String verb, String body) {
    return Edge.as(actor, department).body(body).post("/api/v1/requests/" + id + "/" + verb);
  }

  /** The request after a move that must succeed. */
  public static JsonNode done(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return Edge.json(response);
  }

  public static String idOf(JsonNode request) {
    return request.get("id").asText();
  }
}
