package io.onus.notification.route.domain;

import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.directory.domain.Contact;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.person.domain.Reach;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses whom to tell. A route that reaches nobody is passed over, and said; where no route
 * reaches anybody the obligor's leads are told, else its deputies.
 */
public record Routing(List<Route> routes, Map<String, Reach> people) {

  public Routing {
    routes = routes.stream().sorted(Comparator.comparingInt(Route::position)).toList();
    people = Map.copyOf(people);
  }

  /**
   * @param obligor null where the directory has not named the department yet
   */
  public Plan plan(Situation situation, @Nullable Department obligor) {
    List<String> reasons = new ArrayList<>();
    for (Route route : routes) {
      if (!route.matches(situation)) {
        continue;
      }
      List<Recipient> recipients = recipients(route, reasons);
      if (!recipients.isEmpty()) {
        reasons.add("route " + route.position());
        return new Plan(recipients, reasons);
      }
      reasons.add("route " + route.position() + " reaches nobody");
    }
    return byDefault(situation, obligor, reasons);
  }

  private List<Recipient> recipients(Route route, List<String> reasons) {
    List<Recipient> recipients = new ArrayList<>();
    for (String id : route.people()) {
      Optional<Reach> person = Optional.ofNullable(people.get(id)).filter(Reach::isReachable);
      if (person.isEmpty()) {
        reasons.add(id + " has no method that works");
      }
      person.ifPresent(reach -> recipients.addAll(recipients(reach)));
    }
    return withoutRepeats(recipients);
  }

  private static List<Recipient> recipients(Reach person) {
    return person.methods().stream()
        .map(
            method ->
                new Recipient(
                    person.name(), person.personId(), method.id(), method.kind(), method.address()))
        .toList();
  }

  private static Plan byDefault(
      Situation situation, @Nullable Department obligor, List<String> reasons) {
    if (obligor == null) {
      reasons.add("the directory does not know " + situation.obligor());
      return new Plan(List.of(), reasons);
    }
    List<Contact> leads = obligor.reachableLeads();
    List<Contact> told = leads.isEmpty() ? obligor.reachableDeputies() : leads;
    if (told.isEmpty()) {
      reasons.add("no lead or deputy of " + obligor.code() + " has an address");
    } else {
      reasons.add((leads.isEmpty() ? "deputies of " : "leads of ") + obligor.code());
    }
    return new Plan(withoutRepeats(told.stream().map(Routing::byEmail).toList()), reasons);
  }

  private static Recipient byEmail(Contact contact) {
    return new Recipient(
        contact.name(), null, null, ChannelKind.EMAIL, String.valueOf(contact.email()));
  }

  /** Two roles of one person, or one mailbox of two people, are told once. */
  private static List<Recipient> withoutRepeats(List<Recipient> recipients) {
    Map<String, Recipient> byAddress = new LinkedHashMap<>();
    recipients.forEach(
        recipient ->
            byAddress.putIfAbsent(recipient.channel() + " " + recipient.address(), recipient));
    return List.copyOf(byAddress.values());
  }
}
