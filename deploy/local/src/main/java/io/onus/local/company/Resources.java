package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.local.company.SuiteApi.Answer;
import io.onus.local.company.SuiteApi.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The things of a company, as the services have them. */
final class Resources {

  /**
   * What is there of an entry.
   *
   * @param address its path in the API
   */
  record Found(String address, @Nullable String etag, JsonNode state) {}

  private final SuiteApi api;
  private final CompanyFile file;
  private final Map<String, String> environment;
  private final Methods methods;
  private @Nullable Map<String, Found> routes;

  Resources(SuiteApi api, CompanyFile file, Map<String, String> environment) {
    this.api = api;
    this.file = file;
    this.environment = environment;
    this.methods = new Methods(api, environment);
  }

  Optional<Found> find(Kind kind, String key) throws InterruptedException {
    return switch (kind) {
      case CALENDAR, DEPARTMENT, SERVICE, PERSON, SCHEDULE, WEBHOOK, POLICY -> {
        Answer answer = api.get(service(kind), address(kind, key));
        yield answer.body().isMissingNode()
            ? Optional.empty()
            : Optional.of(new Found(address(kind, key), answer.etag(), answer.body()));
      }
      case ROUTE -> Optional.ofNullable(routes().get(key));
      case OFFER -> offer(key);
    };
  }

  /** What would have to change; everything where there is nothing. */
  List<Change> changes(Entry entry, Optional<Found> found) throws InterruptedException {
    JsonNode there =
        found
            .<JsonNode>map(state -> Normal.of(entry.kind(), state.state()))
            .orElse(MissingNode.getInstance());
    List<Change> changes = new ArrayList<>(Change.between(there, wanted(entry)));
    if (entry.kind() == Kind.PERSON) {
      changes.addAll(methods.changes(entry, found));
    }
    return changes;
  }

  /** Makes it so; answers what has to be told once and never again. */
  List<String> write(Entry entry, Optional<Found> found, List<Change> changes)
      throws InterruptedException {
    return switch (entry.kind()) {
      case CALENDAR, DEPARTMENT, SERVICE, SCHEDULE, POLICY -> {
        put(entry, address(entry.kind(), entry.key()), found, wanted(entry));
        yield List.of();
      }
      case PERSON -> {
        if (changes.stream().anyMatch(change -> change.field().equals("name"))) {
          put(entry, address(entry.kind(), entry.key()), found, wanted(entry));
        }
        yield methods.write(entry, found);
      }
      case WEBHOOK -> {
        ObjectNode body = wanted(entry);
        if (found.isEmpty()) {
          Methods.addSecret(entry.wanted(), body, environment);
        }
        Answer answer = put(entry, address(entry.kind(), entry.key()), found, body);
        yield Methods.shownOnce(entry.wanted(), answer.body());
      }
      case ROUTE, OFFER -> {
        if (found.isPresent()) {
          put(entry, found.get().address(), found, body(entry));
        } else {
          api.post(
              service(entry.kind()),
              "/" + entry.kind().section(),
              entry.saidByLeadOf(),
              wanted(entry));
        }
        yield List.of();
      }
    };
  }

  private Answer put(Entry entry, String address, Optional<Found> found, JsonNode body)
      throws InterruptedException {
    return api.put(
        service(entry.kind()),
        address,
        entry.saidByLeadOf(),
        body,
        found.map(Found::etag).orElse(null));
  }

  private ObjectNode wanted(Entry entry) {
    if (entry.kind() != Kind.DEPARTMENT) {
      return Normal.of(entry.kind(), entry.wanted());
    }
    ObjectNode department = entry.wanted().deepCopy();
    department.set("leads", Contacts.writtenOut(department.path("leads"), file));
    department.set("deputies", Contacts.writtenOut(department.path("deputies"), file));
    return Normal.of(entry.kind(), department);
  }

  /** Whose an offer is, and for what, never changes. */
  private ObjectNode body(Entry entry) {
    ObjectNode body = wanted(entry);
    if (entry.kind() == Kind.OFFER) {
      body.remove(List.of("provider", "service"));
    }
    return body;
  }

  private Map<String, Found> routes() throws InterruptedException {
    if (routes == null) {
      routes = new HashMap<>();
      for (JsonNode route : list(Service.NOTIFICATION, "/routes?")) {
        routes.put(route.path("position").asText(), listed("/routes/", route));
      }
    }
    return routes;
  }

  private Optional<Found> offer(String key) throws InterruptedException {
    String provider = key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
    for (JsonNode offer : list(Service.SLA, "/offers?status=OPEN&provider=" + provider + "&")) {
      if (Entry.offerKey(provider, offer.path("service").asText("")).equals(key)) {
        return Optional.of(listed("/offers/", offer));
      }
    }
    return Optional.empty();
  }

  private static Found listed(String path, JsonNode item) {
    return new Found(
        path + item.path("id").asText(), '"' + item.path("version").asText() + '"', item);
  }

  private List<JsonNode> list(Service service, String path) throws InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = api.get(service, path + "pageSize=200" + token).body();
      page.path("items").forEach(items::add);
      token =
          page.hasNonNull("nextPageToken")
              ? "&pageToken=" + page.get("nextPageToken").asText()
              : "";
    } while (!token.isEmpty());
    return items;
  }

  private static String address(Kind kind, String key) {
    return "/" + kind.section() + "/" + key;
  }

  private static Service service(Kind kind) {
    return switch (kind) {
      case CALENDAR, OFFER -> Service.SLA;
      case DEPARTMENT, SERVICE -> Service.REQUEST;
      case PERSON, SCHEDULE, WEBHOOK, POLICY, ROUTE -> Service.NOTIFICATION;
    };
  }
}
