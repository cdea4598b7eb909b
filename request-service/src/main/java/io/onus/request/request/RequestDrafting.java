package io.onus.request.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.caller.Caller;
import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
import io.onus.kit.id.Ids;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.request.catalogue.CatalogueService;
import io.onus.request.catalogue.domain.CatalogueItem;
import io.onus.request.directory.DirectoryService;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.Addressee;
import io.onus.request.request.domain.Details;
import io.onus.request.request.domain.Particulars;
import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.RequestCommand;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.RequestRefusal;
import io.onus.request.request.domain.RequestRules;
import io.onus.request.request.domain.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a request of what was filled in, or says why there cannot be one. Writes nothing. */
@ApplicationScoped
class RequestDrafting {

  /** Who asks where nobody does it in person. */
  private static final String SYSTEM = "request-service";

  private final DirectoryService directory;
  private final CatalogueService catalogue;
  private final RequestNumbers numbers;

  RequestDrafting(DirectoryService directory, CatalogueService catalogue, RequestNumbers numbers) {
    this.directory = directory;
    this.catalogue = catalogue;
    this.numbers = numbers;
  }

  /** A draft or a submitted request with the fact it begins with. */
  Step begin(RequestForm form, Caller caller, Instant now) {
    checkOwn(form.from(), caller);
    if (directory.find(form.from()).isEmpty()) {
      throw Problem.refused(new RequestRefusal.UnknownDepartment(form.from()));
    }
    CatalogueItem item = service(form.to(), form.service());
    // Within its bounds before anybody looks deeper.
    Details details = form.written();
    List<Violation> missing = catalogue.missing(item, form.details());
    if (!missing.isEmpty() && !form.isDraft()) {
      throw incomplete(item, missing);
    }
    Actor actor =
        new Actor(caller.id(), form.from(), Actor.Kind.valueOf(caller.kind().name()), null);
    Work work =
        Work.begun(
            particulars(form, item, actor, now),
            new Addressee(item.provider(), item.code()),
            Objects.requireNonNullElse(form.priority(), Priority.P3),
            details);
    List<String> names = missing.stream().map(RequestDrafting::nameOf).toList();
    Outcome<Request, RequestEvent> begun =
        form.isDraft()
            ? RequestRules.draft(work, actor, names, now)
            : RequestRules.decide(
                new Request.Draft(work, names), new RequestCommand.Submit(actor, null), now);
    return step(begun, now);
  }

  /** The service a planned request would ask for, if it is complete. */
  CatalogueItem complete(PlannedRequests.Wish wish) {
    if (directory.find(wish.from()).isEmpty()) {
      throw Problem.refused(new RequestRefusal.UnknownDepartment(wish.from()));
    }
    CatalogueItem item = service(wish.to(), wish.service());
    List<Violation> missing = catalogue.missing(item, wish.details());
    if (!missing.isEmpty()) {
      throw incomplete(item, missing);
    }
    return item;
  }

  /**
   * What a standing request asks for at a moment. Where nobody was there to ask in time, the moment
   * may have passed: it was owed all the same, and that nothing came is to be seen.
   */
  Step planned(PlannedRequests.Wish wish, Instant moment, Instant now) {
    CatalogueItem item = complete(wish);
    Actor actor = new Actor(SYSTEM, wish.from(), Actor.Kind.SYSTEM, null);
    Particulars about =
        new Particulars(
            Ids.newId(now),
            numbers.next(item.provider()),
            wish.from(),
            wish.subject(),
            null,
            null,
            null,
            moment,
            null,
            null,
            wish.standing(),
            false,
            SYSTEM,
            now);
    Request.Draft draft =
        new Request.Draft(
            Work.begun(
                about,
                new Addressee(item.provider(), item.code()),
                wish.priority(),
                RequestForm.written(wish.details())),
            List.of());
    RequestCommand submit = new RequestCommand.Submit(actor, null);
    return step(
        moment.isAfter(now)
            ? RequestRules.decide(draft, submit, now)
            : RequestRules.replay(draft, submit, now),
        now);
  }

  private static Step step(Outcome<Request, RequestEvent> begun, Instant now) {
    return switch (begun) {
      case Outcome.Accepted<Request, RequestEvent> accepted ->
          Step.first(accepted.state(), accepted.events().getFirst(), now, now);
      case Outcome.Refused<Request, RequestEvent> refused -> throw problem(refused.refusal());
    };
  }

  /** The service asked for; a department alone stands for its question service. */
  CatalogueItem service(@Nullable String to, @Nullable String service) {
    if (service == null && to == null) {
      throw Problem.malformed(
          "Say whom you ask: one of service and to.",
          new Violation("service", "one of service and to is required"));
    }
    if (service == null) {
      return catalogue
          .questionServiceOf(to)
          .orElseThrow(() -> Problem.refused(new RequestRefusal.UnknownDepartment(to)));
    }
    CatalogueItem item =
        catalogue
            .find(service)
            .orElseThrow(() -> Problem.refused(new RequestRefusal.UnknownService(service)));
    if (to != null && !to.equals(item.provider())) {
      throw Problem.refused(
          new RequestRefusal.ServiceOfAnotherDepartment(service, item.provider(), to));
    }
    return item;
  }

  /** Of a request that was given on: is it complete for the service it is with now? */
  void checkComplete(Request request, JsonNode details) {
    CatalogueItem item = service(null, request.work().addressee().service());
    List<Violation> missing = catalogue.missing(item, details);
    if (!missing.isEmpty()) {
      throw incomplete(item, missing);
    }
  }

  /** Who returns a request says what it lacks, in the words of its service. */
  void checkNamed(Request request, List<String> missing) {
    CatalogueItem item = service(null, request.work().addressee().service());
    List<Violation> vague = catalogue.vague(item, missing);
    if (vague.isEmpty()) {
      return;
    }
    List<String> known = catalogue.lackable(item);
    throw Problem.malformed(
        known.isEmpty()
            ? "%s asks for nothing, so nothing can be missing. Ask the requester instead."
                .formatted(item.code())
            : "Name what is missing by the fields and the checklist of %s: %s."
                .formatted(item.code(), String.join(", ", known)),
        vague);
  }

  /** Nobody asks in the name of a department that is not theirs. */
  static void checkOwn(String from, Caller caller) {
    if (!caller.isOf(from)) {
      throw Problem.forbidden(
          "You do not belong to %s, so you cannot ask in its name.".formatted(from),
          Map.of("from", from, "departments", new TreeSet<>(caller.departments())));
    }
  }

  private Particulars particulars(RequestForm form, CatalogueItem item, Actor actor, Instant now) {
    UUID id = Ids.newId(now);
    return new Particulars(
        id,
        numbers.next(item.provider()),
        form.from(),
        form.subject().strip(),
        form.customer() == null ? null : form.customer().customer(),
        form.atStake() == null ? null : form.atStake().atStake(),
        form.neededBy(),
        form.deliverBy(),
        form.parentId(),
        form.externalRef() == null ? null : form.externalRef().externalRef(),
        null,
        false,
        actor.person(),
        now);
  }

  private static Problem incomplete(CatalogueItem item, List<Violation> missing) {
    return Problem.malformed(
        "This is not a complete request of %s yet. Send it with \"draft\": true to keep it."
            .formatted(item.code()),
        missing);
  }

  static Problem problem(Refusal refusal) {
    if (refusal instanceof RequestRefusal.WrongSide wrong) {
      return Problem.forbidden(wrong.message(), wrong.facts());
    }
    return Problem.refused(refusal);
  }

  /** {@code details.partNumber} is {@code partNumber} to whoever fills in the form. */
  private static String nameOf(Violation violation) {
    String field = violation.field();
    return field.startsWith("details.") ? field.substring("details.".length()) : field;
  }
}
