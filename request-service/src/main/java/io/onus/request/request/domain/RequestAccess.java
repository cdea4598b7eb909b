package io.onus.request.request.domain;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may know of a request, and for which department somebody acts on it. What the rules of the
 * request itself say of each verb is in {@link Verb}; lists ask the same of the database ({@code
 * RequestScope}).
 */
public final class RequestAccess {

  private RequestAccess() {}

  /** A draft is there for the department that keeps it, and for nobody else. */
  public static boolean sees(Reader reader, Involved involved) {
    return involved.submitted()
        ? reader.audits() || takesPart(reader, involved)
        : reader.isOf(involved.from());
  }

  /** Whether any of their departments has to do with it; auditing alone is no part. */
  public static boolean takesPart(Reader reader, Involved involved) {
    return !parties(reader.departments(), involved).isEmpty();
  }

  /** All that somebody of these departments is to the request. */
  public static Set<Party> parties(Set<String> departments, Involved involved) {
    Set<Party> parties = EnumSet.noneOf(Party.class);
    departments.forEach(department -> parties.addAll(involved.partiesOf(department)));
    return parties;
  }

  /** The sides whose internal messages they read. A receiver is on neither yet. */
  public static Set<Side> sidesReadBy(Reader reader, Involved involved) {
    Set<Side> sides = EnumSet.noneOf(Side.class);
    if (reader.audits() || reader.isOf(involved.from())) {
      sides.add(Side.REQUESTER);
    }
    if (reader.audits() || reader.isOf(involved.to())) {
      sides.add(Side.PROVIDER);
    }
    return sides;
  }

  /**
   * The department somebody acts for: the one whose move the verb is. A move of both sides is made
   * for the side that must move next by whoever belongs to both, and for the requester where nobody
   * must. Empty where the move is none of theirs.
   */
  public static Optional<String> departmentFor(
      Verb verb, Set<String> departments, Request request) {
    Involved involved = Involved.in(request.work());
    Set<Party> may = parties(departments, involved);
    if (verb.parties().contains(Party.RECEIVER) && involved.receiver() == null && !may.isEmpty()) {
      // There is no receiver; the rules of the request say so to whoever asks.
      return Optional.ofNullable(involved.departmentOf(may.iterator().next()));
    }
    may.retainAll(verb.parties());
    return may.size() > 1
        ? Optional.ofNullable(involved.departmentOf(sideToMove(request)))
        : may.stream().findFirst().map(involved::departmentOf);
  }

  private static Party sideToMove(Request request) {
    return request.onus() == Onus.PROVIDER ? Party.PROVIDER : Party.REQUESTER;
  }

  /** Of these departments, those that have to do with it, in the order of their parts. */
  static List<String> involvedOf(Set<String> departments, Involved involved) {
    Set<String> found = new LinkedHashSet<>();
    Arrays.stream(Party.values())
        .map(involved::departmentOf)
        .filter(department -> department != null && departments.contains(department))
        .forEach(found::add);
    return List.copyOf(found);
  }

  public static RequestRefusal.WrongSide wrongSide(
      Verb verb, Set<String> departments, Request request) {
    Involved involved = Involved.in(request.work());
    return new RequestRefusal.WrongSide(
        verb, involvedOf(departments, involved), parties(departments, involved));
  }
}
