package io.onus.notification.route.domain;

import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is done when a situation matches. Routes are tried by position and the first that matches
 * and reaches somebody decides.
 */
public record Route(UUID id, int position, Match match, Action action) {

  /** Which part the department plays in the request. */
  public enum Side {
    /** It owes what the clock measures. */
    OBLIGOR,
    REQUESTER,
    PROVIDER,
    /** It is on either side of the request. */
    EITHER
  }

  /** The side of a request that owes what a clock measures. */
  public enum ObligorSide {
    REQUESTER,
    PROVIDER
  }

  /**
   * What a situation must be like; what is null or empty matches all.
   *
   * @param customer a customer reference; with {@code *} at its end whatever begins so
   */
  public record Match(
      @Nullable String department,
      Side side,
      @Nullable Severity severity,
      List<Standing> standings,
      List<String> services,
      List<String> priorities,
      List<String> metrics,
      @Nullable ObligorSide obligorSide,
      @Nullable String customer) {

    public Match {
      standings = List.copyOf(standings);
      services = List.copyOf(services);
      priorities = List.copyOf(priorities);
      metrics = List.copyOf(metrics);
    }

    /** For whatever a department owes. */
    public static Match ofObligor(@Nullable String department, @Nullable Severity severity) {
      return new Match(
          department,
          Side.OBLIGOR,
          severity,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          null);
    }

    boolean matches(Situation situation) {
      return matchesDepartment(situation)
          && (severity == null || severity == situation.severity())
          && anyOf(standings, situation.standing()::equals)
          && anyOf(services, name -> name.equals(situation.service()))
          && anyOf(priorities, name -> name.equals(situation.priority()))
          && anyOf(metrics, name -> name.equals(situation.metric()))
          && (obligorSide == null || obligorSide == situation.obligorSide())
          && matchesCustomer(situation.customerRef());
    }

    private boolean matchesDepartment(Situation situation) {
      if (department == null) {
        return true;
      }
      return switch (side) {
        case OBLIGOR -> department.equals(situation.obligor());
        case REQUESTER -> department.equals(situation.requester());
        case PROVIDER -> department.equals(situation.provider());
        case EITHER -> situation.involves(department);
      };
    }

    private boolean matchesCustomer(@Nullable String ref) {
      if (customer == null) {
        return true;
      }
      if (ref == null) {
        return false;
      }
      return customer.endsWith("*")
          ? ref.startsWith(customer.substring(0, customer.length() - 1))
          : ref.equals(customer);
    }

    private static <T> boolean anyOf(List<T> wanted, Predicate<T> is) {
      return wanted.isEmpty() || wanted.stream().anyMatch(is);
    }
  }

  /** What is done. */
  public sealed interface Action {}

  /** These people are told at once. */
  public record TellPeople(List<String> people) implements Action {
    public TellPeople {
      people = List.copyOf(people);
    }
  }

  /** A policy's steps are taken. */
  public record UsePolicy(String policy) implements Action {}

  /** The alert is there for those who look, and nobody is told. */
  public record Mute() implements Action {}

  public boolean matches(Situation situation) {
    return match.matches(situation);
  }

  /** The people it names itself. */
  public List<String> people() {
    return action instanceof TellPeople(List<String> people) ? people : List.of();
  }

  public @Nullable String policy() {
    return action instanceof UsePolicy(String code) ? code : null;
  }

  public boolean mutes() {
    return action instanceof Mute;
  }
}
