package io.onus.sla.learning;

import io.onus.kit.caller.Caller;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.AgreementView;
import io.onus.sla.agreement.KeepableTerms;
import io.onus.sla.agreement.TermsTemplates;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.BreachCost;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.clock.Bindings;
import io.onus.sla.clock.PastFacts.Arrival;
import io.onus.sla.clock.PastFacts.Between;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.CalendarInUse;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.directory.Department;
import io.onus.sla.directory.DirectoryService;
import io.onus.sla.learning.domain.Allowed;
import io.onus.sla.learning.domain.Covered;
import io.onus.sla.learning.domain.PastRequest;
import io.onus.sla.learning.domain.Ranking;
import io.onus.sla.learning.domain.Tally;
import io.onus.sla.learning.domain.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tries terms on the past before anybody signs them. */
@ApplicationScoped
public class DryRunService {

  private static final Logger LOG = Logger.getLogger(DryRunService.class);

  private final AgreementService agreements;
  private final TermsTemplates templates;
  private final KeepableTerms keepable;
  private final Bindings bindings;
  private final PastWalk past;
  private final DirectoryService directory;
  private final WallClock clock;

  public DryRunService(
      AgreementService agreements,
      TermsTemplates templates,
      KeepableTerms keepable,
      Bindings bindings,
      PastWalk past,
      DirectoryService directory,
      WallClock clock) {
    this.agreements = agreements;
    this.templates = templates;
    this.keepable = keepable;
    this.bindings = bindings;
    this.past = past;
    this.directory = directory;
    this.clock = clock;
  }

  /** Terms with where they are from. */
  private record Tried(String of, Terms terms) {}

  DryRunView run(UUID id, DryRunForm form, Caller caller) {
    AgreementView agreement = AgreementView.of(agreements.read(id, caller));
    WindowForm asked =
        (form.window() == null ? WindowForm.OPEN : form.window())
            .checked("window.from", "window.to");
    Instant now = clock.now();
    Parties parties = new Parties(agreement.requester(), agreement.provider(), agreement.service());
    Tried tried = tried(agreement, form, parties, now);
    BoundTerms today = agreements.termsFor(parties, now, false);
    Compared compared =
        new Compared(
            new Covered(
                parties.requester(),
                parties.provider(),
                parties.service(),
                new TermsOfItsOwn(agreements, parties, today, now)),
            bound(new BoundTerms(id, agreement.version(), tried.terms()), parties, now),
            bound(today, parties, now),
            now);
    Window window =
        past.latest(between(parties))
            .map(last -> Window.asked(asked.from(), asked.to(), last))
            .orElse(null);
    long began = System.nanoTime();
    Trials trials =
        window == null ? Trials.of(compared) : tried(compared, between(parties), window);
    LOG.infof(
        "dry run agreementId=%s requests=%d millis=%d",
        id, trials.requests(), (System.nanoTime() - began) / 1_000_000);
    return view(agreement, window, compared, tried, trials);
  }

  private Binding bound(BoundTerms terms, Parties parties, Instant now) {
    return bindings.tried(parties, terms, now);
  }

  private static Between between(Parties parties) {
    return new Between(parties.requester(), parties.provider(), parties.service());
  }

  private Trials tried(Compared compared, Between between, Window window) {
    ZoneId zone = directory.find(between.provider()).map(Department::zone).orElse(ZoneOffset.UTC);
    List<Ranking> rankings = List.of();
    if (compared.boundsPriorities()) {
      Window weeks = new Window(Allowed.weekOf(window.from(), zone), window.until());
      rankings = past.through(between, weeks, new Ranked(compared));
    }
    return past.through(
        between,
        window,
        new Comparison(
            compared,
            Allowed.under(compared.proposed().bound().terms(), rankings, zone),
            Allowed.under(compared.current().bound().terms(), rankings, zone)));
  }

  private Tried tried(AgreementView agreement, DryRunForm form, Parties parties, Instant now) {
    if (form.terms() != null || form.template() != null) {
      Terms terms = templates.chosen(form.terms(), form.template());
      keepable.require(terms, parties, now);
      return new Tried(form.template() == null ? "SENT" : "TEMPLATE", terms);
    }
    if (agreement.proposed() == null) {
      throw Problem.refused(
          "nothing-proposed",
          "There is no offer on the table. Send the terms you want to try.",
          Map.of());
    }
    return new Tried("OFFER", agreement.proposed().terms());
  }

  /** Two sets of terms for the same requests. */
  private record Compared(Covered covered, Binding proposed, Binding current, Instant now) {

    boolean boundsPriorities() {
      return !proposed.bound().terms().allowance().isEmpty()
          || !current.bound().terms().allowance().isEmpty();
    }

    PastRequest request(Arrival arrival, List<RequestFact> facts) {
      return new PastRequest(arrival.requestId(), covered, facts, now);
    }
  }

  /** Terms for all services are not for one that has an agreement in force by itself. */
  private record TermsOfItsOwn(
      AgreementService agreements,
      Parties parties,
      BoundTerms today,
      Instant now,
      Map<String, Boolean> known)
      implements Predicate<String> {

    TermsOfItsOwn(AgreementService agreements, Parties parties, BoundTerms today, Instant now) {
      this(agreements, parties, today, now, new ConcurrentHashMap<>());
    }

    @Override
    public boolean test(String service) {
      Boolean answer = known.get(service);
      if (answer == null) {
        Parties its = new Parties(parties.requester(), parties.provider(), service);
        UUID bound = agreements.termsFor(its, now, false).agreementId();
        answer = !Objects.equals(bound, today.agreementId());
        known.put(service, answer);
      }
      return answer;
    }
  }

  /** Who would have had which place in a week is known only when all of the week is. */
  private record Ranked(Compared compared) implements PastWalk.Lesson<List<Ranking>> {

    @Override
    public List<Ranking> nothing() {
      return new ArrayList<>();
    }

    @Override
    public void learn(List<Ranking> so, Arrival arrival, List<RequestFact> facts) {
      so.addAll(compared.request(arrival, facts).rankings());
    }

    @Override
    public void add(List<Ranking> to, List<Ranking> page) {
      to.addAll(page);
    }
  }

  /** What both sets of terms would have meant so far. */
  private static final class Trials {

    private final Tally proposed;
    private final Tally current;
    private final Map<String, Long> leftOut = new HashMap<>();
    private long transferred;

    private Trials(@Nullable BreachCost price, @Nullable BreachCost todaysPrice) {
      this.proposed = new Tally(price);
      this.current = new Tally(todaysPrice);
    }

    static Trials of(Compared compared) {
      return new Trials(priceOf(compared.proposed()), priceOf(compared.current()));
    }

    private static @Nullable BreachCost priceOf(Binding binding) {
      return binding.bound().expected() ? null : binding.bound().terms().breachCost();
    }

    long requests() {
      return proposed.requests();
    }
  }

  /** Judges each request twice. */
  private record Comparison(Compared compared, Allowed proposed, Allowed current)
      implements PastWalk.Lesson<Trials> {

    @Override
    public Trials nothing() {
      return Trials.of(compared);
    }

    @Override
    public void learn(Trials so, Arrival arrival, List<RequestFact> facts) {
      if (!compared.covered().coversService(arrival.service())) {
        so.leftOut.merge(String.valueOf(arrival.service()), 1L, Long::sum);
        return;
      }
      PastRequest request = compared.request(arrival, facts);
      so.proposed.add(request.judged(compared.proposed(), proposed));
      so.current.add(request.judged(compared.current(), current));
      so.transferred += arrival.submitted() ? 0 : 1;
    }

    @Override
    public void add(Trials to, Trials page) {
      to.proposed.addAll(page.proposed);
      to.current.addAll(page.current);
      to.transferred += page.transferred;
      page.leftOut.forEach((service, count) -> to.leftOut.merge(service, count, Long::sum));
    }
  }

  private static DryRunView view(
      AgreementView agreement,
      @Nullable Window window,
      Compared compared,
      Tried tried,
      Trials trials) {
    String requester = agreement.requester();
    String provider = agreement.provider();
    BoundTerms today = compared.current().bound();
    UUID signed = today.agreementId();
    return new DryRunView(
        agreement.id(),
        requester,
        provider,
        agreement.service(),
        WindowView.of(window),
        trials.requests(),
        trials.transferred,
        trials.leftOut.entrySet().stream()
            .map(entry -> new DryRunView.LeftOut(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(DryRunView.LeftOut::service))
            .toList(),
        DryRunView.Trial.of(
            tried.of(),
            null,
            tried.terms(),
            codes(compared.proposed()),
            trials.proposed,
            requester,
            provider),
        DryRunView.Trial.of(
            signed == null ? "HOUSE_TERMS" : "AGREEMENT",
            signed == null ? null : new DryRunView.Agreement(signed, today.version()),
            today.terms(),
            codes(compared.current()),
            trials.current,
            requester,
            provider));
  }

  private static List<String> codes(Binding binding) {
    return binding.calendars().stream().map(CalendarInUse::code).toList();
  }
}
