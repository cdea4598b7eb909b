package io.onus.request.request;

import io.onus.kit.audit.AuditEntry;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.Particulars;
import io.onus.request.request.domain.ProposedPriority;
import io.onus.request.request.domain.ProposedTransfer;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.Work;
import org.jspecify.annotations.Nullable;

/** What a step of a request is in the trail: codes and times, and no word of what was written. */
final class RequestAudit {

  private RequestAudit() {}

  static AuditEntry created(Step step) {
    Work work = step.after().state().work();
    Particulars about = work.about();
    return entry(step)
        .with("status", step.after().state().status())
        .with("from", about.from())
        .with("to", work.addressee().department())
        .with("service", work.addressee().service())
        .with("priority", work.priority())
        .with("parentId", about.parentId())
        .with("neededBy", about.neededBy())
        .with("deliverBy", about.deliverBy())
        .with("standing", about.standing())
        .textChanged("subject", null, about.subject())
        .textChanged("details", null, work.details());
  }

  static AuditEntry moved(StoredRequest before, Step step) {
    Work was = before.state().work();
    Work is = step.after().state().work();
    AuditEntry entry =
        entry(step)
            .concerning(was.addressee().department())
            .changed("status", before.state().status(), step.after().state().status())
            .changed("to", was.addressee().department(), is.addressee().department())
            .changed("service", was.addressee().service(), is.addressee().service())
            .changed("priority", was.priority(), is.priority())
            .changed("proposedPriority", priority(was), priority(is))
            .changed("proposedService", service(was), service(is))
            .changed("expectedBy", was.expectedBy(), is.expectedBy())
            .changed("cycle", was.cycle(), is.cycle())
            .personChanged("assignee", was.assignee(), is.assignee())
            .textChanged("details", was.details(), is.details());
    return step.fact().event() instanceof RequestEvent.MessagePosted posted
        ? entry.with("messageId", posted.messageId()).with("visibility", posted.visibility())
        : entry;
  }

  private static AuditEntry entry(Step step) {
    Work work = step.after().state().work();
    Actor actor = step.fact().event().by().actor();
    AuditEntry entry =
        AuditEntry.of(
                "request." + step.fact().event().type(), "request", step.after().id().toString())
            .concerning(work.about().from(), work.addressee().department())
            .onBehalfOf(actor.onBehalfOf());
    if (work.transfer() != null) {
      entry.concerning(work.transfer().to().department());
    }
    return actor.onBehalfOf() == null ? entry : entry.with("happenedAt", step.fact().happenedAt());
  }

  private static @Nullable Object priority(Work work) {
    ProposedPriority proposed = work.proposedPriority();
    return proposed == null ? null : proposed.priority();
  }

  private static @Nullable Object service(Work work) {
    ProposedTransfer proposed = work.transfer();
    return proposed == null ? null : proposed.to().service();
  }
}
