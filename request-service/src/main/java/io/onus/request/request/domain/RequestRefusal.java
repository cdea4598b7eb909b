package io.onus.request.request.domain;

import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything a request can say no to, with the facts the rule looked at. */
public sealed interface RequestRefusal extends Refusal {

  /** The request's status does not allow the move. */
  record MoveNotAllowed(Status status, Verb verb, List<Verb> allowedVerbs)
      implements RequestRefusal {
    @Override
    public String kind() {
      return "move-not-allowed";
    }

    @Override
    public String message() {
      return "A request that is %s cannot take '%s'. %s"
          .formatted(
              status,
              verb.path(),
              paths().isEmpty()
                  ? "No move is left."
                  : "Allowed now: " + String.join(", ", paths()) + ".");
    }

    @Override
    public Map<String, Object> facts() {
      // Not "status": a problem document has one of its own.
      return Map.of("requestStatus", status, "verb", verb.path(), "allowedVerbs", paths());
    }

    private List<String> paths() {
      return allowedVerbs.stream().map(Verb::path).toList();
    }
  }

  /**
   * Whose move this is, the caller is not.
   *
   * @param departments those of the caller's that have to do with the request
   */
  record WrongSide(Verb verb, List<String> departments, Set<Party> is) implements RequestRefusal {
    @Override
    public String kind() {
      return "wrong-side";
    }

    @Override
    public String message() {
      return "'%s' is for the %s; %s here."
          .formatted(
              verb.path(),
              names(verb.parties(), " or the "),
              departments.isEmpty()
                  ? "none of your departments has a part"
                  : "%s %s the %s"
                      .formatted(
                          String.join(" and ", departments),
                          departments.size() == 1 ? "is" : "are",
                          names(is, " and the ")));
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("verb", verb.path(), "departments", departments, "sides", new TreeSet<>(is));
    }

    private static String names(Set<Party> parties, String between) {
      return new TreeSet<>(parties)
          .stream()
              .map(party -> party.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(between));
    }
  }

  record NothingToTransfer(String number) implements RequestRefusal {
    @Override
    public String kind() {
      return "nothing-to-transfer";
    }

    @Override
    public String message() {
      return "No transfer of %s waits for an answer.".formatted(number);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("number", number);
    }
  }

  record TransferAlreadyProposed(Addressee to) implements RequestRefusal {
    @Override
    public String kind() {
      return "transfer-already-proposed";
    }

    @Override
    public String message() {
      return "The transfer to %s of %s already waits for an answer."
          .formatted(to.service(), to.department());
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("toService", to.service(), "toDepartment", to.department());
    }
  }

  record AlreadyThere(Addressee at) implements RequestRefusal {
    @Override
    public String kind() {
      return "already-there";
    }

    @Override
    public String message() {
      return "The request is already with %s of %s.".formatted(at.service(), at.department());
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("service", at.service(), "department", at.department());
    }
  }

  record PriorityUnchanged(Priority priority) implements RequestRefusal {
    @Override
    public String kind() {
      return "priority-unchanged";
    }

    @Override
    public String message() {
      return "The request is %s already and no other priority is proposed.".formatted(priority);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("priority", priority);
    }
  }

  record PriorityAlreadyProposed(Priority priority, Side by) implements RequestRefusal {
    @Override
    public String kind() {
      return "priority-already-proposed";
    }

    @Override
    public String message() {
      return "%s is proposed already and waits for the consent of the %s."
          .formatted(priority, by == Side.REQUESTER ? "provider" : "requester");
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("priority", priority, "by", by);
    }
  }

  record ExpectedByPassed(Instant expectedBy, Instant now) implements RequestRefusal {
    @Override
    public String kind() {
      return "expected-by-passed";
    }

    @Override
    public String message() {
      return "expectedBy %s is not later than now, %s.".formatted(expectedBy, now);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("expectedBy", expectedBy, "now", now);
    }
  }

  record DeliverByPassed(Instant deliverBy, Instant now) implements RequestRefusal {
    @Override
    public String kind() {
      return "deliver-by-passed";
    }

    @Override
    public String message() {
      return "deliverBy %s is not later than now, %s.".formatted(deliverBy, now);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("deliverBy", deliverBy, "now", now);
    }
  }

  /** The reason's code is none this verb knows. */
  record UnknownReason(Verb verb, String code, List<String> known) implements RequestRefusal {
    @Override
    public String kind() {
      return "unknown-reason";
    }

    @Override
    public String message() {
      return "'%s' does not know the code %s. Known: %s."
          .formatted(verb.path(), code, String.join(", ", known));
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("verb", verb.path(), "code", code, "known", known);
    }
  }

  /** A relayed fact lies outside what a relay may still report. */
  record AtOutOfReach(Instant at, Instant earliest, Instant latest) implements RequestRefusal {
    @Override
    public String kind() {
      return "at-out-of-reach";
    }

    @Override
    public String message() {
      return "at %s is outside %s to %s.".formatted(at, earliest, latest);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("at", at, "earliest", earliest, "latest", latest);
    }
  }

  record UnknownDepartment(String department) implements RequestRefusal {
    @Override
    public String kind() {
      return "unknown-department";
    }

    @Override
    public String message() {
      return "There is no department %s.".formatted(department);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("department", department);
    }
  }

  record UnknownService(String service) implements RequestRefusal {
    @Override
    public String kind() {
      return "unknown-service";
    }

    @Override
    public String message() {
      return "There is no service %s.".formatted(service);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("service", service);
    }
  }

  record ServiceOfAnotherDepartment(String service, String provider, String to)
      implements RequestRefusal {
    @Override
    public String kind() {
      return "service-of-another-department";
    }

    @Override
    public String message() {
      return "%s is provided by %s, not by %s.".formatted(service, provider, to);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("service", service, "provider", provider, "to", to);
    }
  }

  record UnknownParent(String parentId) implements RequestRefusal {
    @Override
    public String kind() {
      return "unknown-parent";
    }

    @Override
    public String message() {
      return "There is no request %s to be the parent.".formatted(parentId);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("parentId", parentId);
    }
  }
}
