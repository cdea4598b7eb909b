package io.onus.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Callers;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.ProblemMapper;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a POST safe to repeat. The answer is stored in the transaction of its effect, per caller,
 * method, path and key, with the hash of the raw body: the same body within 24 hours gets the same
 * answer, another body a 422, a repeat while the first is still at work a 409 with Retry-After.
 * Answers of 500 and above are not stored.
 */
@ApplicationScoped
public class Idempotency {

  public static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  public static final Duration KEPT_FOR = Duration.ofHours(24);
  private static final int MAX_KEY_LENGTH = 255;

  /** One advisory lock per scope, apart from other users of the same key space by its seed. */
  private static final String TRY_LOCK =
      "select pg_try_advisory_xact_lock(hashtextextended(scope, seed)) as locked"
          + " from (select ?::bigint as seed, ?::text as scope) as s";

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended(scope, seed))"
          + " from (select ?::bigint as seed, ?::text as scope) as s";

  private static final long LOCK_SEED = 7101;

  private static final String KEY_REUSED = "idempotency-key-reused";

  private record Scope(String caller, String method, String path, String key) {
    String text() {
      return String.join("\u001f", caller, method, path, key);
    }
  }

  private record Stored(
      String bodyHash,
      int status,
      @Nullable String body,
      @Nullable String mediaType,
      @Nullable String etag,
      @Nullable String location) {}

  private final Transactions transactions;
  private final Sql sql;
  private final Callers callers;
  private final BodyHash bodyHash;
  private final ObjectMapper mapper;
  private final WallClock clock;
  private final HttpHeaders headers;
  private final UriInfo uri;
  private final jakarta.ws.rs.core.Request request;

  public Idempotency(
      Transactions transactions,
      Sql sql,
      Callers callers,
      BodyHash bodyHash,
      ObjectMapper mapper,
      WallClock clock,
      HttpHeaders headers,
      UriInfo uri,
      jakarta.ws.rs.core.Request request) {
    this.transactions = transactions;
    this.sql = sql;
    this.callers = callers;
    this.bodyHash = bodyHash;
    this.mapper = mapper;
    this.clock = clock;
    this.headers = headers;
    this.uri = uri;
    this.request = request;
  }

  /** Does {@code work} in one transaction with its stored answer, or answers what was stored. */
  public Response answer(Supplier<Response> work) {
    String key = headers.getHeaderString(HEADER);
    if (key == null) {
      return transactions.callInNew(work::get);
    }
    if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
      throw Problem.malformed(HEADER + " must be 1 to " + MAX_KEY_LENGTH + " characters.");
    }
    Caller caller = callers.current();
    Scope scope = new Scope(caller.key(), request.getMethod(), uri.getPath(), key);
    try {
      return transactions.callInNew(() -> once(scope, work));
    } catch (Problem refused) {
      // Its transaction is rolled back, so the answer is stored by one of its own.
      if (refused.status() < 500 && refused.retryAfter() == null && !isOurs(refused)) {
        Response answer = ProblemMapper.response(refused);
        return transactions.callInNew(
            () -> {
              // In between, a repeat may have got further than the first: then its answer is the
              // one.
              sql.one(LOCK, row -> true, LOCK_SEED, scope.text());
              Optional<Stored> other = find(scope);
              return other.isPresent()
                  ? replay(other.get())
                  : stored(scope, answer, json(refused.document()));
            });
      }
      throw refused;
    }
  }

  /**
   * The same, where what the caller may know can have changed since the first call.
   *
   * @param beforeReplay throws what a stored answer must give way to
   */
  public Response answer(Supplier<Response> work, Consumer<Response> beforeReplay) {
    Response answer = answer(work);
    if (answer.getHeaders().containsKey(REPLAYED)) {
      beforeReplay.accept(answer);
    }
    return answer;
  }

  private Response once(Scope scope, Supplier<Response> work) {
    boolean locked =
        sql.one(TRY_LOCK, row -> row.flag("locked"), LOCK_SEED, scope.text()).orElse(false);
    if (!locked) {
      throw Problem.inFlight(
          "The first request with this " + HEADER + " is still at work.", Duration.ofSeconds(1));
    }
    Optional<Stored> earlier = find(scope);
    if (earlier.isPresent()) {
      return replay(earlier.get());
    }
    Response answer = work.get();
    if (answer.getStatus() >= 500) {
      return answer;
    }
    return stored(scope, answer, answer.getEntity() == null ? null : json(answer.getEntity()));
  }

  private Response replay(Stored stored) {
    if (!stored.bodyHash().equals(bodyHash.hex())) {
      throw Problem.refused(
          KEY_REUSED,
          "This " + HEADER + " was used with another body. Use a new key for a new request.",
          Map.of());
    }
    Response.ResponseBuilder answer = Response.status(stored.status());
    if (stored.body() != null) {
      answer.entity(stored.body()).type(stored.mediaType());
    }
    if (stored.etag() != null) {
      answer.header(HttpHeaders.ETAG, stored.etag());
    }
    if (stored.location() != null) {
      answer.header(HttpHeaders.LOCATION, stored.location());
    }
    return answer.header(REPLAYED, "true").build();
  }

  private static boolean isOurs(Problem problem) {
    return KEY_REUSED.equals(problem.refusal());
  }

  private Optional<Stored> find(Scope scope) {
    return sql.one(
        """
        select body_hash, status, body, media_type, etag, location from idempotency_keys
        where caller = ? and method = ? and path = ? and key = ? and created_at > ?
        """,
        row ->
            new Stored(
                row.text("body_hash"),
                row.integer("status"),
                row.nullableText("body"),
                row.nullableText("media_type"),
                row.nullableText("etag"),
                row.nullableText("location")),
        scope.caller(),
        scope.method(),
        scope.path(),
        scope.key(),
        oldest());
  }

  private Response stored(Scope scope, Response answer, @Nullable String body) {
    MediaType mediaType = answer.getMediaType();
    sql.update(
        """
        insert into idempotency_keys
          (caller, method, path, key, body_hash, status, body, media_type, etag, location, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (caller, method, path, key) do update set
          body_hash = excluded.body_hash, status = excluded.status, body = excluded.body,
          media_type = excluded.media_type, etag = excluded.etag, location = excluded.location,
          created_at = excluded.created_at
        where idempotency_keys.created_at <= ?
        """,
        scope.caller(),
        scope.method(),
        scope.path(),
        scope.key(),
        bodyHash.hex(),
        answer.getStatus(),
        body,
        mediaType == null ? MediaType.APPLICATION_JSON : mediaType.toString(),
        answer.getHeaderString(HttpHeaders.ETAG),
        answer.getHeaderString(HttpHeaders.LOCATION),
        clock.now(),
        oldest());
    return answer;
  }

  private Instant oldest() {
    return clock.now().minus(KEPT_FOR);
  }

  private String json(Object entity) {
    try {
      return entity instanceof String text ? text : mapper.writeValueAsString(entity);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer must be JSON", e);
    }
  }
}
