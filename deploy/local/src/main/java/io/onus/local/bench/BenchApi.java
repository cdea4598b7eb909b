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
import org.jspecify.annotations.Nullable;

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
    agree(
        "CS",
        "OPS",
        """
        {"hours":"ALWAYS","targets":[{"metric":"FIRST_RESPONSE","priority":"P3","duration":"%s"}]}
        """
            .formatted(SHORT_TARGET));
  }

  /** Targets so long that nothing falls due while something else is measured. */
  void agreeOnHours(String requester, String provider, String calendar)
      throws IOException, InterruptedException {
    agree(
        requester,
        provider,
        """
        {"hours":"%s","targets":[{"metric":"FIRST_RESPONSE","priority":"P2","duration":"PT400H"},
          {"metric":"RESOLUTION","priority":"P2","duration":"PT800H"}]}
        """
            .formatted(calendar));
  }

  private void agree(String requester, String provider, String terms)
      throws IOException, InterruptedException {
    String id =
        idIn(
            send(
                call(sla.resolve("/api/v1/agreements"), leadOf(requester))
                    .POST(
                        BodyPublishers.ofString(
                            "{\"requester\":\"%s\",\"provider\":\"%s\",\"terms\":%s}"
                                .formatted(requester, provider, terms))),
                201));
    send(
        call(sla.resolve("/api/v1/agreements/" + id + "/accept"), leadOf(provider))
            .header("If-Match", "\"1\"")
            .POST(BodyPublishers.noBody()),
        200);
  }

  void putCalendar(String code, String calendar, @Nullable String ifMatch)
      throws IOException, InterruptedException {
    HttpRequest.Builder call = call(sla.resolve("/api/v1/calendars/" + code), ADMIN);
    if (ifMatch != null) {
      call.header("If-Match", ifMatch);
    }
    send(call.PUT(BodyPublishers.ofString(calendar)), ifMatch == null ? 201 : 200);
  }

  String previewCalendar(String code, String calendar) throws IOException, InterruptedException {
    return send(
        call(sla.resolve("/api/v1/calendars/" + code + "/preview"), ADMIN)
            .timeout(Duration.ofMinutes(15))
            .POST(BodyPublishers.ofString(calendar)),
        200);
  }

  void applyCalendar(String code) throws IOException, InterruptedException {
    send(
        call(sla.resolve("/api/v1/calendars/" + code + "/apply"), ADMIN)
            .POST(BodyPublishers.ofString("{}")),
        202);
  }

  String applicationOf(String code, int number) throws IOException, InterruptedException {
    return send(
        call(sla.resolve("/api/v1/calendars/" + code + "/applications/" + number), ADMIN), 200);
  }

  /** As {@link #create}, answering its id. */
  String createOne() throws IOException, InterruptedException {
    return idIn(create("bench"));
  }

  private static String idIn(String answer) {
    Matcher id = ID.matcher(answer);
    if (!id.find()) {
      throw new IllegalStateException("no id in " + answer);
    }
    return id.group(1);
  }

  String create(String subject) throws IOException, InterruptedException {
    return send(
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
