package io.onus.notification.delivery;

import io.onus.notification.delivery.MailboxStore.Mailbox;
import io.onus.notification.delivery.domain.Manners.Passed;
import io.onus.notification.delivery.domain.Manners.Place;
import io.onus.notification.delivery.domain.Manners.Reader;
import io.onus.notification.delivery.domain.Manners.Waiting;
import io.onus.notification.hours.HoursService;
import io.onus.notification.hours.domain.OpenHours;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.Preferences;
import io.onus.notification.person.domain.QuietHours;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What is known of a reader when what is due for them is judged. */
@ApplicationScoped
class Readings {

  /** Nothing of theirs is held, whatever they were told. */
  static final Reader OF_PROGRAMS =
      new Reader(Preferences.DEFAULT, Set.of(), List.of(), Map.of(), Map.of());

  private final MailboxStore mailboxes;
  private final PersonService people;
  private final HoursService hours;

  Readings(MailboxStore mailboxes, PersonService people, HoursService hours) {
    this.mailboxes = mailboxes;
    this.people = people;
    this.hours = hours;
  }

  /** Belongs in the transaction that holds the mailboxes' locks, or the counts may be old. */
  Map<UUID, Reader> of(List<Mailbox> boxes, Instant now) {
    if (boxes.isEmpty()) {
      return Map.of();
    }
    List<UUID> ids = boxes.stream().map(Mailbox::id).toList();
    Map<String, Preferences> wishes =
        people.preferences(boxes.stream().map(Mailbox::personId).filter(Objects::nonNull).toList());
    Instant after = now.minus(longest(wishes.values()));
    Map<UUID, List<Passed>> passed = mailboxes.passed(ids, after);
    Map<UUID, Map<Place, Waiting>> waiting = mailboxes.waiting(ids, now);
    Map<UUID, Map<Place, Instant>> digests = mailboxes.digests(ids, after);
    Map<UUID, Reader> readers = new HashMap<>();
    for (Mailbox box : boxes) {
      Preferences wish =
          box.personId() == null
              ? Preferences.DEFAULT
              : wishes.getOrDefault(box.personId(), Preferences.DEFAULT);
      readers.put(
          box.id(),
          new Reader(
              wish,
              holidays(wish),
              passed.getOrDefault(box.id(), List.of()),
              waiting.getOrDefault(box.id(), Map.of()),
              digests.getOrDefault(box.id(), Map.of())));
    }
    return readers;
  }

  /** What lies further back counts for nobody. */
  private static Duration longest(Collection<Preferences> wishes) {
    return Stream.concat(wishes.stream(), Stream.of(Preferences.DEFAULT))
        .flatMap(wish -> Stream.of(wish.shift(), wish.digestEvery(), wish.throttle().within()))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private Set<LocalDate> holidays(Preferences wish) {
    QuietHours quiet = wish.quietHours();
    return quiet == null || quiet.holidaysOf() == null
        ? Set.of()
        : hours.find(quiet.holidaysOf()).map(OpenHours::closedDates).orElse(Set.of());
  }
}
