package io.onus.sla.learning;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.KeepableTerms;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.HoursRule;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.clock.Bindings;
import io.onus.sla.clock.PastFacts.Arrival;
import io.onus.sla.clock.PastFacts.Between;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.learning.domain.Covered;
import io.onus.sla.learning.domain.Experience;
import io.onus.sla.learning.domain.NothingPromised;
import io.onus.sla.learning.domain.PastRequest;
import io.onus.sla.learning.domain.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures what really happens between departments, whatever they have promised. */
@ApplicationScoped
public class SuggestionService {

  /** More would be a page nobody reads; each of the others can be asked for. */
  private static final int SERVICES_SHOWN = 50;

  private final AgreementService agreements;
  private final KeepableTerms keepable;
  private final Bindings bindings;
  private final PastWalk past;
  private final WallClock clock;

  public SuggestionService(
      AgreementService agreements,
      KeepableTerms keepable,
      Bindings bindings,
      PastWalk past,
      WallClock clock) {
    this.agreements = agreements;
    this.keepable = keepable;
    this.bindings = bindings;
    this.past = past;
    this.clock = clock;
  }

  /** Departments the caller is of none of look like some that never met. */
  SuggestionsView of(Between between, WindowForm asked, @Nullable String rule, Caller caller) {
    Optional<Instant> latest = sees(caller, between) ? past.latest(between) : Optional.empty();
    if (latest.isEmpty()) {
      return nothing(between);
    }
    Window window = Window.asked(asked.from(), asked.to(), latest.get());
    Instant now = clock.now();
    Terms measuring = NothingPromised.inHours(rule == null ? hoursOfToday(between, now) : rule);
    keepable.require(measuring);
    Binding binding = bound(between, measuring, now);
    Covered covered = Covered.by(between.requester(), between.provider(), between.service());
    Experience experience = past.through(between, window, new Measuring(covered, binding, now));
    return view(between, measuring.hours(), window, experience);
  }

  /** What a department does for all others is its own business, and an auditor's. */
  private static boolean sees(Caller caller, Between between) {
    return caller.has(Role.AUDITOR)
        || caller.isOf(between.provider())
        || between.requester() != null && caller.isOf(between.requester());
  }

  private String hoursOfToday(Between between, Instant now) {
    String requester = between.requester();
    return requester == null
        ? "PROVIDER"
        : agreements
            .termsFor(new Parties(requester, between.provider(), between.service()), now, false)
            .terms()
            .hours();
  }

  private Binding bound(Between between, Terms terms, Instant now) {
    String requester = between.requester();
    if (requester == null) {
      switch (terms.hoursRule()) {
        case HoursRule.Requester rule -> throw needsRequester(terms);
        case HoursRule.Both rule -> throw needsRequester(terms);
        case HoursRule.Either rule -> throw needsRequester(terms);
        case HoursRule.Provider rule -> {}
        case HoursRule.Always rule -> {}
        case HoursRule.Named rule -> {}
      }
    }
    return bindings.tried(
        new Parties(
            requester == null ? between.provider() : requester,
            between.provider(),
            between.service()),
        new BoundTerms(null, 0, terms),
        now);
  }

  private static Problem needsRequester(Terms terms) {
    return Problem.malformed(
        "Hours " + terms.hours() + " are those of one requester: say which.",
        new Violation("requester", "is required with hours " + terms.hours()));
  }

  private record Measuring(Covered covered, Binding binding, Instant now)
      implements PastWalk.Lesson<Experience> {

    @Override
    public Experience nothing() {
      return new Experience();
    }

    @Override
    public void learn(Experience so, Arrival arrival, List<RequestFact> facts) {
      so.add(
          arrival.service(),
          new PastRequest(arrival.requestId(), covered, facts, now).measured(binding));
    }

    @Override
    public void add(Experience to, Experience page) {
      to.addAll(page);
    }
  }

  private static SuggestionsView nothing(Between between) {
    return new SuggestionsView(
        between.requester(),
        between.provider(),
        between.service(),
        null,
        null,
        0,
        List.of(),
        List.of(),
        0,
        List.of());
  }

  private static SuggestionsView view(
      Between between, String rule, Window window, Experience experience) {
    Experience.OfService together = experience.together();
    List<Experience.OfService> busiest =
        between.service() == null ? experience.busiest(SERVICES_SHOWN) : List.of();
    return new SuggestionsView(
        between.requester(),
        between.provider(),
        between.service(),
        rule,
        WindowView.of(window),
        together.requests(),
        together.lines().stream().map(SuggestionsView.LineView::of).toList(),
        busiest.stream().map(SuggestionsView.ServiceView::of).toList(),
        between.service() == null ? experience.services() - busiest.size() : 0,
        together.lines().stream()
            .filter(line -> line.suggestion().enough())
            .map(
                line ->
                    new SuggestionsView.TargetView(
                        line.metric(), line.priority(), line.suggestion().target()))
            .toList());
  }
}
