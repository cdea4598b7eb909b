package io.onus.notification.target;

import io.onus.kit.time.WallClock;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.directory.domain.Contact;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.integration.IntegrationService;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.ContactMethod;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.target.domain.OnCall;
import io.onus.notification.target.domain.Parties;
import io.onus.notification.target.domain.Reached;
import io.onus.notification.target.domain.Target;
import io.onus.notification.target.domain.Target.AssigneeTarget;
import io.onus.notification.target.domain.Target.EverybodyOfSideTarget;
import io.onus.notification.target.domain.Target.LeadsTarget;
import io.onus.notification.target.domain.Target.OnCallTarget;
import io.onus.notification.target.domain.Target.PersonTarget;
import io.onus.notification.target.domain.Target.SideTarget;
import io.onus.notification.target.domain.Target.WebhookTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks up whom targets mean now. */
@ApplicationScoped
public class TargetService {

  private final PersonService people;
  private final DirectoryService directory;
  private final OnCallLookup schedules;
  private final IntegrationService integrations;
  private final WallClock clock;

  TargetService(
      PersonService people,
      DirectoryService directory,
      OnCallLookup schedules,
      IntegrationService integrations,
      WallClock clock) {
    this.people = people;
    this.directory = directory;
    this.schedules = schedules;
    this.integrations = integrations;
    this.clock = clock;
  }

  /** Whom targets mean now, each address once; belongs in the transaction that tells them. */
  public Reached reach(List<Target> targets, Parties parties, Urgency urgency) {
    return reach(targets, parties, urgency, clock.now());
  }

  /**
   * Whom targets mean at an instant, as far as it is known now: who is on call then, by the methods
   * that work today.
   */
  public Reached reach(List<Target> targets, Parties parties, Urgency urgency, Instant at) {
    List<Recipient> recipients = new ArrayList<>();
    List<Recipient> silently = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Target target : targets) {
      switch (target) {
        case PersonTarget(String person) -> person(person, urgency, recipients, silently, reasons);
        case AssigneeTarget assignee -> {
          if (parties.assignee() == null) {
            reasons.add("nobody is assigned");
          } else {
            person(parties.assignee(), urgency, recipients, silently, reasons);
          }
        }
        case LeadsTarget(String department) ->
            leads(department, false, urgency, recipients, reasons);
        case SideTarget(Target.Side side) ->
            parties.departments(side).stream()
                .distinct()
                .forEach(department -> leads(department, false, urgency, recipients, reasons));
        case EverybodyOfSideTarget(Target.Side side) ->
            parties.departments(side).stream()
                .distinct()
                .forEach(department -> leads(department, true, urgency, recipients, reasons));
        case OnCallTarget(String schedule) ->
            onCall(schedule, at, urgency, recipients, silently, reasons);
        case WebhookTarget(String webhook) -> webhook(webhook, recipients, reasons);
      }
    }
    return new Reached(withoutRepeats(recipients), withoutRepeats(silently), reasons);
  }

  private void person(
      String id,
      Urgency urgency,
      List<Recipient> recipients,
      List<Recipient> silently,
      List<String> reasons) {
    Optional<Reach> known =
        Optional.ofNullable(people.reach(List.of(id)).get(id)).filter(Reach::isReachable);
    if (known.isEmpty()) {
      reasons.add(id + " has no method that works");
      return;
    }
    List<Recipient> found = recipients(known.get(), urgency);
    if (found.isEmpty()) {
      reasons.add(id + " has no method for what is not pressing, and finds it in the stream");
      silently.add(new Recipient(known.get().name(), id, null, ChannelKind.STREAM, id));
    }
    recipients.addAll(found);
  }

  /**
   * @param deputiesToo they are told beside the leads, not only in their place
   */
  private void leads(
      String code,
      boolean deputiesToo,
      Urgency urgency,
      List<Recipient> recipients,
      List<String> reasons) {
    Optional<Department> department = directory.find(code);
    if (department.isEmpty()) {
      reasons.add("the directory does not know " + code);
      return;
    }
    List<Contact> leads = department.get().reachableLeads();
    List<Contact> deputies = department.get().reachableDeputies();
    List<Contact> told =
        deputiesToo
            ? Stream.concat(leads.stream(), deputies.stream()).toList()
            : leads.isEmpty() ? deputies : leads;
    if (told.isEmpty()) {
      reasons.add("no lead or deputy of " + code + " has an address");
    }
    for (Contact contact : told) {
      String email = String.valueOf(contact.email());
      List<Recipient> asPerson =
          people.ofEmail(email).map(reach -> recipients(reach, urgency)).orElse(List.of());
      recipients.addAll(
          asPerson.isEmpty()
              ? List.of(new Recipient(contact.name(), null, null, ChannelKind.EMAIL, email))
              : asPerson);
    }
  }

  private void onCall(
      String schedule,
      Instant at,
      Urgency urgency,
      List<Recipient> recipients,
      List<Recipient> silently,
      List<String> reasons) {
    OnCall onCall = schedules.onCall(schedule, at);
    reasons.addAll(onCall.reasons());
    onCall.people().forEach(person -> person(person, urgency, recipients, silently, reasons));
  }

  private void webhook(String id, List<Recipient> recipients, List<String> reasons) {
    integrations
        .recipient(id)
        .ifPresentOrElse(
            recipients::add,
            () ->
                reasons.add(
                    integrations.isKnown(id)
                        ? "the webhook " + id + " is disabled"
                        : "there is no webhook " + id));
  }

  /** What targets name and nobody has made, by what it is; people are not looked at. */
  public Map<String, List<String>> unknown(List<Target> targets) {
    Map<String, List<String>> unknown = new TreeMap<>();
    for (Target target : targets) {
      if (target instanceof LeadsTarget(String code) && directory.find(code).isEmpty()) {
        unknown.computeIfAbsent("department", what -> new ArrayList<>()).add(code);
      }
      if (target instanceof OnCallTarget(String schedule) && !schedules.exists(schedule)) {
        unknown.computeIfAbsent("schedule", what -> new ArrayList<>()).add(schedule);
      }
      if (target instanceof WebhookTarget(String webhook) && !integrations.isKnown(webhook)) {
        unknown.computeIfAbsent("webhook", what -> new ArrayList<>()).add(webhook);
      }
    }
    return unknown;
  }

  /**
   * Gives departments whose leads targets name, and that were just made elsewhere, a moment to be
   * heard of; not in a transaction.
   */
  public void awaitDepartments(List<Target> targets) {
    for (Target target : targets) {
      if (target instanceof LeadsTarget(String code) && directory.await(code).isEmpty()) {
        // One wait is enough: it is refused anyway.
        return;
      }
    }
  }

  private static List<Recipient> recipients(Reach person, Urgency urgency) {
    return person.methods().stream()
        .filter(method -> urgency.reaches(method.urgency()))
        .map(method -> recipient(person, method))
        .toList();
  }

  private static Recipient recipient(Reach person, ContactMethod method) {
    return new Recipient(
        person.name(), person.personId(), method.id(), method.kind(), method.address());
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
