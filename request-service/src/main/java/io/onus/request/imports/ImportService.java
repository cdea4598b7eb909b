package io.onus.request.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.request.imports.PastLines.PastLine;
import io.onus.request.imports.PastLines.PastOfRequest;
import io.onus.request.request.ImportedRequest;
import io.onus.request.request.PastFact;
import io.onus.request.request.PastRequest;
import io.onus.request.request.RequestImport;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Applies bodies of past facts, several requests at a time and several transactions at once. */
@ApplicationScoped
public class ImportService {

  private static final int REQUESTS_AT_ONCE = 100;
  private static final int FACTS_AT_ONCE = 1000;

  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final RequestImport requests;
  private final ObjectMapper mapper;
  private final WallClock clock;
  private final Transactions transactions;
  private final Audit audit;
  private final Semaphore places;
  private final int workers;
  private final int maxLine;
  private final int maxLines;

  public ImportService(
      RequestImport requests,
      ObjectMapper mapper,
      WallClock clock,
      Transactions transactions,
      Audit audit,
      @ConfigProperty(name = "onus.imports.workers") int workers,
      @ConfigProperty(name = "onus.imports.max-line") MemorySize maxLine,
      @ConfigProperty(name = "onus.imports.max-lines") int maxLines,
      @ConfigProperty(name = "onus.imports.at-once") int atOnce) {
    this.requests = requests;
    this.mapper = mapper;
    this.clock = clock;
    this.transactions = transactions;
    this.audit = audit;
    this.workers = workers;
    this.maxLine = maxLine.asBigInteger().intValueExact();
    this.maxLines = maxLines;
    this.places = new Semaphore(atOnce);
  }

  /**
   * @param asOf where the past ends; the latest time of the body where it is null
   * @param more whether more of this source's past is to come, so that nothing ends yet
   */
  ImportView take(String source, InputStream body, @Nullable Instant asOf, boolean more) {
    Instant now = clock.now();
    if (asOf != null && asOf.isAfter(now)) {
      throw Problem.malformed(
          "The past cannot end in the future.",
          new Violation("asOf", "must not be later than now"));
    }
    // Each import holds its body in memory.
    if (!places.tryAcquire()) {
      throw Problem.unavailable("Other imports are under way. Send this one again.", COME_AGAIN);
    }
    try {
      return taken(source, body, asOf, more, now);
    } finally {
      places.release();
    }
  }

  private ImportView taken(
      String source, InputStream body, @Nullable Instant asOf, boolean more, Instant now) {
    ImportTally tally = new ImportTally();
    PastLines past = read(body, now, tally);
    // Before anything is applied, in case that it ends in between: what is applied stays applied.
    record(
        AuditEntry.of("import.begun", "import", source).with("requests", past.requests().size()));
    applyAll(source, past, tally);
    Instant end = asOf == null ? past.latest() : asOf;
    boolean ends = !more && end != null;
    ImportView view = tally.view(ends ? requests.finishAll(source, end) : 0);
    record(
        AuditEntry.of("import.finished", "import", source)
            .with("lines", view.lines())
            .with("accepted", view.accepted())
            .with("unchanged", view.unchanged())
            .with("rejected", view.rejectedCount())
            .with("finished", view.finished()));
    return view;
  }

  private void record(AuditEntry entry) {
    transactions.run(() -> audit.record(entry));
  }

  private PastLines read(InputStream body, Instant now, ImportTally tally) {
    try {
      return PastLines.read(body, new PastLines.Bounds(maxLine, maxLines), mapper, now, tally);
    } catch (IOException e) {
      // Too long without having said so, or the sender is gone: nothing of it was applied.
      throw Problem.malformed("The body could not be read to its end: " + e.getMessage() + ".");
    }
  }

  /** Requests have nothing to do with each other, so only what waits for the disk is shared. */
  private void applyAll(String source, PastLines past, ImportTally tally) {
    try (ExecutorService pool =
        Executors.newFixedThreadPool(workers, Thread.ofVirtual().name("import-", 0).factory())) {
      List<Future<List<ImportedRequest>>> chunks =
          chunks(past).stream()
              .map(chunk -> pool.submit(() -> requests.applyAll(pastOf(source, chunk))))
              .toList();
      try {
        for (Future<List<ImportedRequest>> chunk : chunks) {
          chunk.get().forEach(request -> request.facts().forEach(tally::add));
        }
      } catch (ExecutionException e) {
        pool.shutdownNow();
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped while importing", e);
      }
    }
  }

  private static List<List<PastOfRequest>> chunks(PastLines past) {
    List<List<PastOfRequest>> chunks = new ArrayList<>();
    List<PastOfRequest> chunk = new ArrayList<>();
    int facts = 0;
    for (PastOfRequest request : past.requests()) {
      chunk.add(request);
      facts += request.lines().size();
      if (chunk.size() == REQUESTS_AT_ONCE || facts >= FACTS_AT_ONCE) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        facts = 0;
      }
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  private List<PastRequest> pastOf(String source, List<PastOfRequest> chunk) {
    return chunk.stream()
        .map(
            request ->
                new PastRequest(
                    source,
                    request.reference(),
                    request.lines().stream().map(this::factOf).toList()))
        .toList();
  }

  private PastFact factOf(PastLine line) {
    try {
      return new PastFact(line.number(), line.time(), line.type(), mapper.readTree(line.json()));
    } catch (IOException e) {
      throw new UncheckedIOException("line " + line.number() + " was readable before", e);
    }
  }
}
