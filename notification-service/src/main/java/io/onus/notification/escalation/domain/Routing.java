package io.onus.notification.escalation.domain;

import io.onus.notification.policy.domain.Policy;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.Situation;
import io.onus.notification.target.domain.Target;
import io.onus.notification.target.domain.Target.AssigneeTarget;
import io.onus.notification.target.domain.Target.EverybodyOfSideTarget;
import io.onus.notification.target.domain.Target.PersonTarget;
import io.onus.notification.target.domain.Target.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Chooses the chain for a situation: that of the first route that matches and reaches somebody in
 * any of its steps. A route that reaches nobody is passed over, and said. Where no route is left,
 * the assignee is told of what their department owes, else the leads and deputies of the obligor.
 */
public record Routing(List<Route> routes, Map<String, Policy> policies) {

  /** What is to be done. */
  public sealed interface Choice {
    List<String> reasons();
  }

  /**
   * @param route the position of the route; empty where none decided
   * @param passedOver whom that means that came before and cannot be reached
   * @param reasons who was passed over and why
   */
  public record Tell(
      Chain chain, Optional<Integer> route, List<Target> passedOver, List<String> reasons)
      implements Choice {
    public Tell {
      passedOver = List.copyOf(passedOver);
      reasons = List.copyOf(reasons);
    }
  }

  public record Keep(int route, List<String> reasons) implements Choice {
    public Keep {
      reasons = List.copyOf(reasons);
    }
  }

  public Routing {
    routes = routes.stream().sorted(Comparator.comparingInt(Route::position)).toList();
    policies = Map.copyOf(policies);
  }

  /**
   * @param reaches whether the targets of a step mean anybody who can be reached now
   */
  public Choice choose(Situation situation, Predicate<List<Target>> reaches) {
    List<String> reasons = new ArrayList<>();
    List<Target> passedOver = new ArrayList<>();
    for (Route route : routes) {
      if (!route.matches(situation)) {
        continue;
      }
      if (route.mutes()) {
        return new Keep(route.position(), reasons);
      }
      Optional<Chain> meant = chain(route);
      Optional<Chain> chain =
          meant.filter(c -> c.steps().stream().anyMatch(step -> reaches.test(step.targets())));
      if (chain.isPresent()) {
        return new Tell(chain.get(), Optional.of(route.position()), passedOver, reasons);
      }
      meant.ifPresent(c -> c.steps().forEach(step -> passedOver.addAll(step.targets())));
      reasons.add("route " + route.position() + " reaches nobody");
    }
    return byDefault(situation, reaches, passedOver, reasons);
  }

  private Optional<Chain> chain(Route route) {
    String origin = "route " + route.position();
    return switch (route.action()) {
      case Route.Mute mute -> Optional.empty();
      case Route.UsePolicy(String code) ->
          Optional.ofNullable(policies.get(code)).map(policy -> Chain.of(origin, policy));
      case Route.TellPeople(List<String> people) ->
          Optional.of(Chain.once(origin, people.stream().<Target>map(PersonTarget::new).toList()));
    };
  }

  /** The assignee is one of the provider: what the requester owes is not theirs. */
  private static Tell byDefault(
      Situation situation,
      Predicate<List<Target>> reaches,
      List<Target> passedOver,
      List<String> reasons) {
    List<Target> assignee = List.of(new AssigneeTarget());
    if (situation.obligorSide() != Route.ObligorSide.REQUESTER) {
      if (reaches.test(assignee)) {
        Chain chain = Chain.once("no route, the assignee", assignee);
        return new Tell(chain, Optional.empty(), passedOver, reasons);
      }
      passedOver.addAll(assignee);
    }
    Chain chain =
        Chain.once(
            "no route, leads and deputies of the department that owes",
            List.of(new EverybodyOfSideTarget(Side.OBLIGOR)));
    return new Tell(chain, Optional.empty(), passedOver, reasons);
  }
}
