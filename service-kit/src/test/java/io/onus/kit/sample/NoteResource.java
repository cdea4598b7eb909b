package io.onus.kit.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.audit.ChangesNothing;
import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Callers;
import io.onus.kit.decide.Refusal;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.id.Ids;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One path per way an answer can go. */
@Path("/api/v1/notes")
public class NoteResource {

  /** How often a note was really worked on, by title. */
  static final Map<String, AtomicInteger> WORKED = new java.util.concurrent.ConcurrentHashMap<>();

  /**
   * A note titled {@code slow} waits for the first, after it has announced itself on the second.
   */
  static volatile CountDownLatch mayFinish = new CountDownLatch(0);

  static volatile CountDownLatch hasStarted = new CountDownLatch(1);

  record TitleTaken(String title) implements Refusal {
    @Override
    public String kind() {
      return "title-taken";
    }

    @Override
    public String message() {
      return "There is a note " + title + " already.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("taken", title, "status", "TAKEN");
    }
  }

  private final Idempotency idempotency;
  private final Transactions transactions;
  private final Sql sql;
  private final Outbox outbox;
  private final WallClock clock;
  private final Callers callers;
  private final ObjectMapper mapper;
  private final Audit audit;

  NoteResource(
      Idempotency idempotency,
      Transactions transactions,
      Sql sql,
      Outbox outbox,
      WallClock clock,
      Callers callers,
      ObjectMapper mapper,
      Audit audit) {
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.sql = sql;
    this.outbox = outbox;
    this.clock = clock;
    this.callers = callers;
    this.mapper = mapper;
    this.audit = audit;
  }

  @POST
  public Response create(@Valid @NotNull NoteForm form) {
    return idempotency.answer(
        () -> {
          WORKED.computeIfAbsent(form.title(), title -> new AtomicInteger()).incrementAndGet();
          NoteView note = insert(form);
          audit.record(
              AuditEntry.of("note.created", "note", note.id())
                  .concerning("ENG", "CS")
                  .with("version", note.version())
                  .textChanged("title", null, note.title()));
          switch (form.title()) {
            case "refused" -> throw Problem.refused(new TitleTaken(form.title()));
            case "broken" -> throw new IllegalStateException("the secret is 4711");
            case "busy" -> throw Problem.unavailable("Come again.", Duration.ofSeconds(7));
            case "slow" -> waitInside();
            default -> outbox.append("onus.request.v1", note.id().toString(), created(note));
          }
          return Response.status(Response.Status.CREATED)
              .entity(note)
              .header("ETag", ETags.of(note.version()))
              .header("Location", "/api/v1/notes/" + note.id())
              .build();
        });
  }

  @GET
  public Page<NoteView> list(
      @QueryParam("pageSize") Integer pageSize,
      @QueryParam("pageToken") String pageToken,
      @QueryParam("prefix") String prefix) {
    PageRequest page = PageRequest.of(pageSize, pageToken, prefix);
    String start = prefix == null ? "" : prefix;
    List<NoteView> rows =
        page.isFirst()
            ? sql.list(
                "select * from notes where starts_with(title, ?) order by title, id limit ?",
                NoteResource::read,
                start,
                page.size() + 1)
            : sql.list(
                """
                select * from notes where starts_with(title, ?) and (title, id) > (?, ?)
                order by title, id limit ?
                """,
                NoteResource::read,
                start,
                page.key(0),
                page.idKey(1),
                page.size() + 1);
    return Page.of(rows, page, note -> List.of(note.title(), note.id().toString()));
  }

  @GET
  @Path("{id}")
  public NoteView one(@PathParam("id") UUID id) {
    return sql.one("select * from notes where id = ?", NoteResource::read, id)
        .orElseThrow(() -> Problem.notFound("note", id));
  }

  @PUT
  @Path("{id}")
  public NoteView rename(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Valid @NotNull NoteForm form) {
    return transactions.call(
        () -> {
          NoteView current = one(id);
          ETags.require(ifMatch, current.version());
          sql.update(
              "update notes set title = ?, version = version + 1 where id = ?", form.title(), id);
          audit.record(
              AuditEntry.of("note.renamed", "note", id)
                  .changed("version", current.version(), current.version() + 1)
                  .textChanged("title", current.title(), form.title()));
          return one(id);
        });
  }

  @GET
  @Path("caller")
  public Caller caller() {
    return callers.current();
  }

  @POST
  @Path("touch")
  public Response touch() {
    return idempotency.answer(
        () -> {
          audit.unchanged();
          return Response.noContent().build();
        });
  }

  @POST
  @Path("silently")
  public void silently() {}

  @POST
  @Path("preview")
  @ChangesNothing
  public void preview() {}

  /** For a program that cannot sign in. */
  @GET
  @Path("{name}/feed")
  public String feed(@PathParam("name") String name, @QueryParam("secret") String secret) {
    if (!"whale".equals(secret)) {
      throw Problem.notFound("note", name);
    }
    return callers.known().map(Caller::id).orElse("nobody") + " reads " + name;
  }

  @GET
  @Path("forbidden")
  public Response forbidden() {
    throw Problem.forbidden("Only leads sign.", Map.of("needs", "lead"));
  }

  @GET
  @Path("throttled")
  public Response throttled() {
    throw Problem.tooManyRequests("Slow down.", Duration.ofMillis(300));
  }

  @GET
  @Path("conflict")
  public Response conflict() {
    throw Problem.conflict("Taken.", Map.of("code", "ENG"));
  }

  @GET
  @Path("unwritable")
  public Object unwritable() {
    return new Object() {
      @SuppressWarnings("unused")
      public String getName() {
        throw new IllegalStateException("the secret is 4711");
      }
    };
  }

  @GET
  @Path("at")
  public Instant at() {
    return clock.now();
  }

  private NoteView insert(NoteForm form) {
    NoteView note = new NoteView(Ids.newId(clock.now()), 1, form.title());
    sql.update(
        "insert into notes (id, version, title, pin) values (?, ?, ?, ?)",
        note.id(),
        note.version(),
        note.title(),
        form.pin());
    return note;
  }

  private CloudEvent created(NoteView note) {
    ObjectNode data = mapper.createObjectNode().put("title", note.title());
    return new CloudEvent(
        Ids.nameBased(note.id(), "created"),
        "/onus/kit-test",
        "io.onus.note.created.v1",
        note.id().toString(),
        clock.now(),
        clock.now(),
        1,
        null,
        null,
        data);
  }

  private static void waitInside() {
    hasStarted.countDown();
    try {
      if (!mayFinish.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let the slow note finish");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static NoteView read(io.onus.kit.sql.Row row) throws java.sql.SQLException {
    return new NoteView(row.uuid("id"), row.number("version"), row.text("title"));
  }
}
