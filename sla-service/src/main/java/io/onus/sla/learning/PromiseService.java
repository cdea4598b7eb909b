package io.onus.sla.learning;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.calendar.domain.OutOfReachException;
import io.onus.sla.clock.Bindings;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.directory.DirectoryService;
import io.onus.sla.directory.Service;
import io.onus.sla.learning.domain.SentNow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says what a request could expect if it was sent now. */
@ApplicationScoped
public class PromiseService {

  private final AgreementService agreements;
  private final DirectoryService directory;
  private final Bindings bindings;
  private final WallClock clock;

  public PromiseService(
      AgreementService agreements, DirectoryService directory, Bindings bindings, WallClock clock) {
    this.agreements = agreements;
    this.directory = directory;
    this.bindings = bindings;
    this.clock = clock;
  }

  PromiseView preview(PromiseForm form, Caller caller) {
    Parties parties = parties(form);
    requireSide(parties, caller);
    agreements.requireDepartment(parties.requester());
    agreements.requireDepartment(parties.provider());
    Priority priority = form.priority() == null ? Priority.P3 : form.priority();
    Instant now = clock.now();
    BoundTerms bound = agreements.termsFor(parties, now, false);
    Binding binding = bindings.between(parties, bound, now);
    return view(parties, priority, now, binding, due(parties, priority, binding, now));
  }

  /** A department alone stands for its question service, as it does for a request. */
  private Parties parties(PromiseForm form) {
    String to = form.to();
    if (form.service() == null) {
      if (to == null) {
        throw Problem.malformed(
            "Say whom you would ask: one of service and to.",
            new Violation("service", "one of service and to is required"));
      }
      return new Parties(form.from(), to, Service.questionOf(to));
    }
    Service service =
        directory
            .awaitService(form.service())
            .orElseThrow(() -> Problem.refused(new PromiseRefusal.UnknownService(form.service())));
    if (to != null && !to.equals(service.provider())) {
      throw Problem.refused(
          new PromiseRefusal.ServiceOfAnotherDepartment(service.code(), service.provider(), to));
    }
    return new Parties(form.from(), service.provider(), service.code());
  }

  private static void requireSide(Parties parties, Caller caller) {
    if (!caller.has(Role.AUDITOR)
        && !caller.isOf(parties.requester())
        && !caller.isOf(parties.provider())) {
      throw Problem.forbidden(
          "What "
              + parties.provider()
              + " promises "
              + parties.requester()
              + " is for these two departments to know, and you belong to neither.");
    }
  }

  private static Map<Metric, Instant> due(
      Parties parties, Priority priority, Binding binding, Instant now) {
    try {
      return SentNow.due(
          parties.requester(), parties.provider(), parties.service(), priority, binding, now);
    } catch (OutOfReachException e) {
      throw Problem.refused(new PromiseRefusal.BeyondCalendars(String.valueOf(e.getMessage())));
    }
  }

  private static PromiseView view(
      Parties parties, Priority priority, Instant now, Binding binding, Map<Metric, Instant> due) {
    BoundTerms bound = binding.bound();
    return new PromiseView(
        parties.requester(),
        parties.provider(),
        parties.service(),
        priority,
        now,
        bound.agreementId() == null
            ? null
            : new PromiseView.Agreement(bound.agreementId(), bound.version()),
        bound.expected(),
        bound.terms().hours(),
        binding.calendars().stream()
            .map(used -> new PromiseView.Calendar(used.code(), used.version()))
            .toList(),
        promised(parties, priority, bound, due),
        bound.expected() ? null : bound.terms().breachCost(),
        bound.terms().maxPauses());
  }

  private static List<PromiseView.Promised> promised(
      Parties parties, Priority priority, BoundTerms bound, Map<Metric, Instant> due) {
    return bound.terms().targets().stream()
        .filter(target -> target.priority() == priority)
        .sorted(Comparator.comparing(target -> target.metric()))
        .map(
            target ->
                new PromiseView.Promised(
                    target.metric(),
                    target.metric().obligor(),
                    parties.of(target.metric().obligor()),
                    target.duration(),
                    due.get(target.metric())))
        .toList();
  }
}
