package io.onus.local.bench;

import io.onus.local.identity.Person;
import io.onus.local.identity.TokenPurse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls the bench makes. Every answer but the expected one ends it. */
final class BenchApi {

  /** Long enough to be in the clocks before it passes, on a busy machine too. */
  private static final String SHORT_TARGET = "PT3S";

  private static final Person ADMIN = Person.human("admin", "/onus/admin");

  /** A system: people may not call as often as a bench does. */
  private static final Person CALLER = Person.robot("bench", "/CS");

  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI requests;
  private final URI sla;
  private final TokenPurse tokens;

  BenchApi(URI requests, URI sla, TokenPurse tokens) {
    this.requests = requests;
    this.sla = sla;
    this.tokens = tokens;
  }

  void makeCompany() throws IOException, InterruptedException {
    for (String code : new String[] {"CS", "ENG", "OPS"}) {
      send(
          call(requests.resolve("/api/v1/departments/" + code), ADMIN)
              .PUT(BodyPublishers.ofString("{\"name\":\"" + code + "\"}")),
          201);
    }
    String proposed =
        send(
            call(sla.resolve("/api/v1/agreements"), leadOf("CS"))
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"requester":"CS","provider":"OPS","terms":{"hours":"ALWAYS","targets":[
                          {"metric":"FIRST_RESPONSE","priority":"P3","duration":"%s"}]}}
                        """
                            .formatted(SHORT_TARGET))),
            201);
    Matcher id = ID.matcher(proposed);
    if (!id.find()) {
      throw new IllegalStateException("no id in " + proposed);
    }
    send(
        call(sla.resolve("/api/v1/agreements/" + id.group(1) + "/accept"), leadOf("OPS"))
            .header("If-Match", "\"1\"")
            .POST(BodyPublishers.noBody()),
        200);
  }

  void create(String subject) throws IOException, InterruptedException {
    send(
        call(requests.resolve("/api/v1/requests"), CALLER)
            .POST(
                BodyPublishers.ofString(
                    """
                    {"from":"CS","to":"ENG","priority":"P2","subject":"%s",
                     "details":{"question":"Which part fits the order, and by when can it be here?"},
                     "customer":{"ref":"ORD-4711","name":"Acme"},"atStake":{"amount":125000,"currency":"USD"}}
                    """
                        .formatted(subject))),
        201);
  }

  /** A request whose first response falls due {@value #SHORT_TARGET} from now. */
  void createTimed() throws IOException, InterruptedException {
    send(
        call(requests.resolve("/api/v1/requests"), CALLER)
            .POST(
                BodyPublishers.ofString("{\"from\":\"CS\",\"to\":\"OPS\",\"subject\":\"timed\"}")),
        201);
  }

  private static Person leadOf(String department) {
    return Person.human("lead-of-" + department, "/" + department, "/" + department + "/lead");
  }

  private HttpRequest.Builder call(URI uri, Person caller) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + tokens.of(caller))
        .header("Content-Type", "application/json");
  }

  private String send(HttpRequest.Builder request, int expected)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IllegalStateException(
          answer.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
