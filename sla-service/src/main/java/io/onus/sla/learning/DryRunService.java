package io.onus.sla.learning;

import io.onus.kit.caller.Caller;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.AgreementView;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.BreachCost;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.clock.PastFacts.Submission;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.CalendarInUse;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.learning.domain.PastRequest;
import io.onus.sla.learning.domain.Tally;
import io.onus.sla.learning.domain.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tries terms on the past before anybody signs them. */
@ApplicationScoped
public class DryRunService {

  private static final Logger LOG = Logger.getLogger(DryRunService.class);

  private final AgreementService agreements;
  private final TodaysHours hours;
  private final PastWalk past;
  private final WallClock clock;

  public DryRunService(
      AgreementService agreements, TodaysHours hours, PastWalk past, WallClock clock) {
    this.agreements = agreements;
    this.hours = hours;
    this.past = past;
    this.clock = clock;
  }

  /** Terms with where they are from. */
  private record Tried(String of, Terms terms) {}

  DryRunView run(UUID id, DryRunForm form, Caller caller) {
    AgreementView agreement = AgreementView.of(agreements.read(id, caller));
    WindowForm asked =
        (form.window() == null ? WindowForm.OPEN : form.window())
            .checked("window.from", "window.to");
    Tried tried = tried(agreement, form);
    Instant now = clock.now();
    Parties parties = new Parties(agreement.requester(), agreement.provider(), agreement.service());
    BoundTerms today = agreements.termsFor(parties, now, false);
    Comparison comparison =
        new Comparison(
            parties,
            today,
            hours.bind(
                new BoundTerms(id, agreement.version(), tried.terms()),
                parties.requester(),
                parties.provider(),
                now),
            hours.bind(today, parties.requester(), parties.provider(), now),
            now);
    Optional<Instant> latest = past.latest(parties);
    Window window = latest.map(last -> Window.asked(asked.from(), asked.to(), last)).orElse(null);
    long began = System.nanoTime();
    Trials trials =
        window == null ? comparison.nothing() : past.through(parties, window, comparison);
    LOG.infof(
        "dry run agreementId=%s requests=%d millis=%d",
        id, trials.proposed.requests(), (System.nanoTime() - began) / 1_000_000);
    return view(agreement, window, comparison, tried, trials);
  }

  private Tried tried(AgreementView agreement, DryRunForm form) {
    if (form.terms() != null) {
      Terms terms = form.terms().toTerms();
      agreements.requireKeepable(terms);
      return new Tried("SENT", terms);
    }
    if (agreement.proposed() == null) {
      throw Problem.refused(
          "nothing-proposed",
          "There is no offer on the table. Send the terms you want to try.",
          Map.of());
    }
    return new Tried("OFFER", agreement.proposed().terms());
  }

  /** What both sets of terms would have meant so far. */
  private static final class Trials {

    private final Tally proposed;
    private final Tally current;
    private final Map<String, Long> leftOut = new HashMap<>();

    Trials(@Nullable BreachCost price, @Nullable BreachCost todaysPrice) {
      this.proposed = new Tally(price);
      this.current = new Tally(todaysPrice);
    }
  }

  /** Judges each request twice. */
  private final class Comparison implements PastWalk.Lesson<Trials> {

    private final Parties parties;
    private final BoundTerms today;
    private final Binding proposed;
    private final Binding current;
    private final Instant now;
    private final Map<String, Boolean> elsewhere = new ConcurrentHashMap<>();

    Comparison(Parties parties, BoundTerms today, Binding proposed, Binding current, Instant now) {
      this.parties = parties;
      this.today = today;
      this.proposed = proposed;
      this.current = current;
      this.now = now;
    }

    @Override
    public Trials nothing() {
      return new Trials(
          proposed.bound().terms().breachCost(),
          today.expected() ? null : today.terms().breachCost());
    }

    @Override
    public void learn(Trials so, Submission submission, List<RequestFact> facts) {
      String service = submission.service();
      if (parties.service() == null
          && service != null
          && elsewhere.computeIfAbsent(service, this::hasTermsOfItsOwn)) {
        so.leftOut.merge(service, 1L, Long::sum);
        return;
      }
      PastRequest request = new PastRequest(submission.requestId(), facts, now);
      so.proposed.add(request.judged(proposed));
      so.current.add(request.judged(current));
    }

    @Override
    public void add(Trials to, Trials page) {
      to.proposed.addAll(page.proposed);
      to.current.addAll(page.current);
      page.leftOut.forEach((service, count) -> to.leftOut.merge(service, count, Long::sum));
    }

    /** Terms for all services are not for one that has an agreement in force by itself. */
    private boolean hasTermsOfItsOwn(String service) {
      BoundTerms its =
          agreements.termsFor(
              new Parties(parties.requester(), parties.provider(), service), now, false);
      return !Objects.equals(its.agreementId(), today.agreementId());
    }
  }

  private static DryRunView view(
      AgreementView agreement,
      @Nullable Window window,
      Comparison comparison,
      Tried tried,
      Trials trials) {
    String requester = agreement.requester();
    String provider = agreement.provider();
    BoundTerms today = comparison.today;
    UUID signed = today.agreementId();
    return new DryRunView(
        agreement.id(),
        requester,
        provider,
        agreement.service(),
        WindowView.of(window),
        trials.proposed.requests(),
        trials.leftOut.entrySet().stream()
            .map(entry -> new DryRunView.LeftOut(entry.getKey(), entry.getValue()))
            .sorted(java.util.Comparator.comparing(DryRunView.LeftOut::service))
            .toList(),
        DryRunView.Trial.of(
            tried.of(),
            null,
            tried.terms(),
            codes(comparison.proposed),
            trials.proposed,
            requester,
            provider),
        DryRunView.Trial.of(
            signed == null ? "HOUSE_TERMS" : "AGREEMENT",
            signed == null ? null : new DryRunView.Agreement(signed, today.version()),
            today.terms(),
            codes(comparison.current),
            trials.current,
            requester,
            provider));
  }

  private static List<String> codes(Binding binding) {
    return binding.calendars().stream().map(CalendarInUse::code).toList();
  }
}
