package io.onus.sla.learning;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.time.WallClock;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.clock.PastFacts.Arrival;
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

/** Measures what really happens between two departments, whatever they have promised. */
@ApplicationScoped
public class SuggestionService {

  /** More would be a page nobody reads; each of the others can be asked for. */
  private static final int SERVICES_SHOWN = 50;

  private final AgreementService agreements;
  private final TodaysHours hours;
  private final PastWalk past;
  private final WallClock clock;

  public SuggestionService(
      AgreementService agreements, TodaysHours hours, PastWalk past, WallClock clock) {
    this.agreements = agreements;
    this.hours = hours;
    this.past = past;
    this.clock = clock;
  }

  /** Two departments the caller is of neither of look like two that never met. */
  SuggestionsView of(Parties parties, WindowForm asked, @Nullable String rule, Caller caller) {
    Optional<Instant> latest = sees(caller, parties) ? past.latest(parties) : Optional.empty();
    if (latest.isEmpty()) {
      return nothing(parties);
    }
    Window window = Window.asked(asked.from(), asked.to(), latest.get());
    Instant now = clock.now();
    Terms measuring = NothingPromised.inHours(rule == null ? hoursOfToday(parties, now) : rule);
    agreements.requireKeepable(measuring);
    Binding binding =
        hours.bind(
            new BoundTerms(null, 0, measuring), parties.requester(), parties.provider(), now);
    Experience experience =
        past.through(parties, window, new Measuring(Covered.by(parties), binding, now));
    return view(parties, measuring.hours(), window, experience);
  }

  private static boolean sees(Caller caller, Parties parties) {
    return caller.has(Role.AUDITOR)
        || caller.isOf(parties.requester())
        || caller.isOf(parties.provider());
  }

  private String hoursOfToday(Parties parties, Instant now) {
    return agreements.termsFor(parties, now, false).terms().hours();
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

  private static SuggestionsView nothing(Parties parties) {
    return new SuggestionsView(
        parties.requester(),
        parties.provider(),
        parties.service(),
        null,
        null,
        0,
        List.of(),
        List.of(),
        0,
        List.of());
  }

  private static SuggestionsView view(
      Parties parties, String rule, Window window, Experience experience) {
    Experience.OfService together = experience.together();
    List<Experience.OfService> busiest =
        parties.service() == null ? experience.busiest(SERVICES_SHOWN) : List.of();
    return new SuggestionsView(
        parties.requester(),
        parties.provider(),
        parties.service(),
        rule,
        WindowView.of(window),
        together.requests(),
        together.lines().stream().map(SuggestionsView.LineView::of).toList(),
        busiest.stream().map(SuggestionsView.ServiceView::of).toList(),
        parties.service() == null ? experience.services() - busiest.size() : 0,
        together.lines().stream()
            .filter(line -> line.suggestion().enough())
            .map(
                line ->
                    new SuggestionsView.TargetView(
                        line.metric(), line.priority(), line.suggestion().target()))
            .toList());
  }
}
