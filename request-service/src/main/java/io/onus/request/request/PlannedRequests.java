package io.onus.request.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.audit.Audit;
import io.onus.request.request.domain.Details;
import io.onus.request.request.domain.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Requests nobody sends at the time: a standing request asked for them beforehand. */
@ApplicationScoped
public class PlannedRequests {

  /**
   * What is asked each time.
   *
   * @param standing code of the standing request
   */
  public record Wish(
      String standing,
      String from,
      @Nullable String to,
      @Nullable String service,
      String subject,
      ObjectNode details,
      Priority priority) {}

  private final RequestDrafting drafting;
  private final RequestStore store;
  private final Audit audit;

  PlannedRequests(RequestDrafting drafting, RequestStore store, Audit audit) {
    this.drafting = drafting;
    this.store = store;
    this.audit = audit;
  }

  /** The text of the details, as they can be kept. */
  public static Details details(@Nullable ObjectNode details) {
    return details == null ? Details.NONE : RequestForm.written(details);
  }

  /** The code of the service that would be asked; a problem where it could not be. */
  public String check(Wish wish) {
    return drafting.complete(wish).code();
  }

  /** In the caller's transaction: submits it, owed at that moment. */
  public StoredRequest submit(Wish wish, Instant moment, Instant now) {
    Step step = drafting.planned(wish, moment, now);
    store.insert(step);
    audit.record(RequestAudit.created(step));
    return step.after();
  }
}
