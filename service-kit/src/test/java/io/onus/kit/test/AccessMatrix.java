package io.onus.kit.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * Holds a service to the table of its rules in {@code docs/security.md}: every operation of its
 * OpenAPI document, tried as every kind of caller, cell by cell.
 *
 * <p>The table stands below the heading {@code ## Rules: <service>}. Its first column has the
 * operation, as {@code `POST /api/v1/requests/{id}/accept`} in back-ticks; each other column is a
 * kind of caller. A cell is one of
 *
 * <ul>
 *   <li>{@code yes}: a 2xx answer
 *   <li>{@code 403}, {@code 404}: that answer
 *   <li>{@code shown}, {@code hidden}: a 2xx answer of a list that has, or has not, the scene's
 *       item
 * </ul>
 *
 * <p>That nobody gets anything without a token (401) needs no column: it is tried for every
 * operation, but for those of {@link #ownSecret}. Words in a cell after the first are for the
 * reader.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> everyCell() {
 *   return AccessMatrix.<Scene>of("request-service", () -> Scene.fresh())
 *       .caller("stranger", scene -> Tokens.lead("sam", scene.other()))
 *       .attempt("POST /api/v1/requests/{id}/accept",
 *           (scene, call) -> Answer.of(call.body("{}").post("/api/v1/requests/" + scene.id() + "/accept")))
 *       .attempt("GET /api/v1/requests",
 *           (scene, call) -> Answer.list(call.get("/api/v1/requests"), scene.id()))
 *       .tests();
 * }
 * }</pre>
 *
 * An operation without a row, without an attempt, or one that is in the table and not in the
 * service is a failed test of its own. Every cell gets a fresh scene.
 */
public final class AccessMatrix<S> {

  /** What came back, and for lists whether the scene's item was in it. */
  public record Answer(int status, String body, @Nullable Boolean shown) {

    public static Answer of(Response response) {
      return new Answer(response.statusCode(), response.asString(), null);
    }

    /**
     * @param item what is only in the list when the scene's item is, mostly its id
     */
    public static Answer list(Response response, String item) {
      String body = response.asString();
      return new Answer(response.statusCode(), body, body.contains(item));
    }

    boolean isGood() {
      return status >= 200 && status < 300;
    }
  }

  /** Does one operation in a scene, as whoever {@code call} is signed in as. */
  @FunctionalInterface
  public interface Attempt<S> {
    Answer in(S scene, Call call);
  }

  /** Gives one signed-in call after another; without a token where nobody is signed in. */
  public static final class Call {

    private final @Nullable String token;

    private Call(@Nullable String token) {
      this.token = token;
    }

    public io.restassured.specification.RequestSpecification signedIn() {
      io.restassured.specification.RequestSpecification call =
          io.restassured.RestAssured.given()
              .contentType(io.restassured.http.ContentType.JSON)
              .redirects()
              .follow(false);
      return token == null ? call : call.auth().oauth2(token);
    }

    public io.restassured.specification.RequestSpecification body(String json) {
      return signedIn().body(json);
    }

    public Response get(String path) {
      return signedIn().get(path);
    }

    public Response post(String path) {
      return signedIn().body("{}").post(path);
    }
  }

  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final Pattern OPERATION = Pattern.compile("`([A-Z]+ /[^`]*)`");
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Row(String operation, Map<String, String> cells) {}

  private final List<String> columns;
  private final List<Row> rows;
  private final Supplier<S> scenes;
  private final Map<String, Function<S, String>> callers = new LinkedHashMap<>();
  private final Map<String, Attempt<S>> attempts = new LinkedHashMap<>();
  private final Set<String> ownSecret = new TreeSet<>();
  private BiConsumer<String, Answer> after = (operation, answer) -> {};
  private Supplier<String> contract =
      () ->
          io.restassured.RestAssured.given()
              .auth()
              .oauth2(Tokens.of("reader-of-the-contract").sign())
              .get("/q/openapi?format=json")
              .then()
              .statusCode(200)
              .extract()
              .asString();

  private AccessMatrix(String table, Supplier<S> scenes) {
    List<List<String>> lines =
        table
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("|"))
            .map(AccessMatrix::cells)
            .toList();
    if (lines.size() < 3) {
      throw new IllegalArgumentException("there is no table of rules");
    }
    this.columns = lines.getFirst().subList(1, lines.getFirst().size());
    this.rows = lines.stream().skip(2).map(line -> row(columns, line)).toList();
    this.scenes = scenes;
  }

  /** The table of {@code docs/security.md} for this service. */
  public static <S> AccessMatrix<S> of(String service, Supplier<S> scenes) {
    Path document = Path.of(System.getProperty("onus.root", "..")).resolve("docs/security.md");
    try {
      return read(section(Files.readString(document), "## Rules: " + service), scenes);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + document, e);
    }
  }

  /** A table as Markdown. */
  static <S> AccessMatrix<S> read(String table, Supplier<S> scenes) {
    return new AccessMatrix<>(table, scenes);
  }

  /** Who a column stands for: their token in a scene. */
  public AccessMatrix<S> caller(String column, Function<S, String> token) {
    callers.put(column, token);
    return this;
  }

  /** How an operation is done; with what it takes to succeed, were it allowed. */
  public AccessMatrix<S> attempt(String operation, Attempt<S> attempt) {
    attempts.put(operation, attempt);
    return this;
  }

  /** An operation that needs no token because the attempt brings a secret of its own. */
  public AccessMatrix<S> ownSecret(String operation) {
    ownSecret.add(operation);
    return this;
  }

  /** What else must hold after each call that was let through. */
  public AccessMatrix<S> afterEachGood(BiConsumer<String, Answer> check) {
    after = check;
    return this;
  }

  /** Where the OpenAPI document comes from, as JSON; the running service's own if not said. */
  AccessMatrix<S> contract(Supplier<String> openApi) {
    contract = openApi;
    return this;
  }

  /** One test per cell, and those that hold table, attempts and contract together. */
  public Stream<DynamicTest> tests() {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest("table, attempts and contract agree", this::agree));
    for (Row row : rows) {
      Attempt<S> attempt = attempts.get(row.operation());
      if (attempt == null) {
        continue; // agree() says so
      }
      tests.add(
          DynamicTest.dynamicTest(
              row.operation() + " · nobody: " + ofNobody(row.operation()),
              () -> fail(tried(row.operation(), attempt, "nobody", ofNobody(row.operation())))));
      for (String column : columns) {
        String wished = row.cells().getOrDefault(column, "");
        tests.add(
            DynamicTest.dynamicTest(
                row.operation() + " · " + column + ": " + wished,
                () -> fail(tried(row.operation(), attempt, column, wished))));
      }
    }
    return tests.stream();
  }

  /** Everything that does not hold, in words; empty when all does. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>(disagreements());
    for (Row row : rows) {
      Attempt<S> attempt = attempts.get(row.operation());
      if (attempt != null) {
        tried(row.operation(), attempt, "nobody", ofNobody(row.operation()))
            .ifPresent(complaints::add);
        for (String column : columns) {
          tried(row.operation(), attempt, column, row.cells().getOrDefault(column, ""))
              .ifPresent(complaints::add);
        }
      }
    }
    return complaints;
  }

  private String ofNobody(String operation) {
    return ownSecret.contains(operation) ? "yes" : "401";
  }

  private void agree() {
    List<String> all = disagreements();
    if (!all.isEmpty()) {
      throw new AssertionError(String.join("\n", all));
    }
  }

  private List<String> disagreements() {
    Set<String> offered = operations();
    Set<String> ruled = new TreeSet<>();
    List<String> all = new ArrayList<>();
    for (Row row : rows) {
      if (!ruled.add(row.operation())) {
        all.add(row.operation() + " has two rows");
      }
    }
    for (String column : columns) {
      if (!callers.containsKey(column)) {
        all.add("nobody stands for the column " + column);
      }
    }
    for (String operation : offered) {
      if (!ruled.contains(operation)) {
        all.add(operation + " has no rule in docs/security.md");
      }
      if (!attempts.containsKey(operation)) {
        all.add(operation + " is never tried");
      }
    }
    for (String operation : ruled) {
      if (!offered.contains(operation)) {
        all.add(operation + " has a rule, and the service does not offer it");
      }
    }
    return all;
  }

  private Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    JsonNode paths;
    try {
      paths = JSON.readTree(contract.get()).path("paths");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the contract is no JSON", e);
    }
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  private Optional<String> tried(
      String operation, Attempt<S> attempt, String column, String wished) {
    S scene = scenes.get();
    Function<S, String> token = callers.get(column);
    if (token == null && !column.equals("nobody")) {
      return Optional.of("nobody stands for the column " + column);
    }
    Answer answer = attempt.in(scene, new Call(token == null ? null : token.apply(scene)));
    if (answer.isGood()) {
      after.accept(operation, answer);
    }
    return holds(answer, wished)
        ? Optional.empty()
        : Optional.of(
            "%s as %s: wished %s, got %d%s %s"
                .formatted(
                    operation,
                    column,
                    wished,
                    answer.status(),
                    answer.shown() == null ? "" : answer.shown() ? " shown" : " hidden",
                    answer.body()));
  }

  private static boolean holds(Answer answer, String wished) {
    return switch (wished) {
      case "yes" -> answer.isGood() && answer.shown() == null;
      case "shown" -> answer.isGood() && Boolean.TRUE.equals(answer.shown());
      case "hidden" -> answer.isGood() && Boolean.FALSE.equals(answer.shown());
      case "401", "403", "404" -> answer.status() == Integer.parseInt(wished);
      default -> false; // a cell that says nothing known is a cell that does not hold
    };
  }

  private static void fail(Optional<String> complaint) {
    complaint.ifPresent(
        words -> {
          throw new AssertionError(words);
        });
  }

  private static Row row(List<String> columns, List<String> line) {
    var operation = OPERATION.matcher(line.getFirst());
    if (!operation.find()) {
      throw new IllegalArgumentException("no operation in back-ticks: " + line.getFirst());
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < columns.size() && i + 1 < line.size(); i++) {
      cells.put(columns.get(i), line.get(i + 1).split("[ ,]", 2)[0]);
    }
    return new Row(operation.group(1), cells);
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.endsWith("|") ? line.length() - 1 : line.length());
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }

  private static String section(String document, String heading) {
    List<String> lines = document.lines().toList();
    int from = lines.indexOf(heading);
    if (from < 0) {
      throw new IllegalStateException("docs/security.md has no section '" + heading + "'");
    }
    int to = from + 1;
    while (to < lines.size() && !lines.get(to).startsWith("## ")) {
      to++;
    }
    return String.join("\n", lines.subList(from + 1, to));
  }
}
