package io.onus.notification.person;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.ETags;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.Asker;
import io.onus.notification.person.domain.PersonRight;
import io.onus.notification.person.domain.Preferences;
import io.onus.notification.person.domain.QuietHours;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How people want to be told: their own to say, or an on-call admin's. */
@ApplicationScoped
class PreferenceService {

  private final PreferenceStore store;
  private final PersonStore people;
  private final Event<PreferencesChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  PreferenceService(
      PreferenceStore store,
      PersonStore people,
      Event<PreferencesChanged> changes,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.people = people;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  KnownPreferences get(Asker asker, String personId) {
    PersonAccess.require(PersonRight.READ, asker, personId);
    return transactions.call(
        () -> {
          people.find(personId).orElseThrow(() -> Problem.notFound("person", personId));
          return store.find(personId).orElse(KnownPreferences.NONE);
        });
  }

  KnownPreferences put(Asker asker, String personId, Preferences wish, @Nullable String ifMatch) {
    PersonAccess.requireManners(asker, personId);
    return transactions.call(
        () -> {
          // Two who say something first wait for each other.
          people.lock(personId).orElseThrow(() -> Problem.notFound("person", personId));
          Optional<KnownPreferences> known = store.find(personId);
          KnownPreferences before = known.orElse(KnownPreferences.NONE);
          if (known.isPresent()) {
            ETags.require(ifMatch, before.version());
          } else {
            ETags.check(ifMatch, before.version());
          }
          KnownPreferences after = new KnownPreferences(wish, before.version() + 1);
          store.put(personId, after, clock.now());
          changes.fire(new PreferencesChanged(personId));
          audit.record(entry(personId, before, after));
          return after;
        });
  }

  private static AuditEntry entry(String personId, KnownPreferences was, KnownPreferences is) {
    Preferences before = was.preferences();
    Preferences after = is.preferences();
    return AuditEntry.ofPerson("preferences.changed", personId)
        .changed("version", was.version(), is.version())
        // When somebody sleeps is nobody's business later.
        .textChanged("zone", before.zone(), after.zone())
        .textChanged("quietHours", weekly(before), weekly(after))
        .changed("holidaysOf", holidaysOf(before), holidaysOf(after))
        .changed("throttle.most", before.throttle().most(), after.throttle().most())
        .changed("throttle.within", before.throttle().within(), after.throttle().within())
        .changed("budget", before.budget(), after.budget())
        .changed("shift", before.shift(), after.shift())
        .changed("digestEvery", before.digestEvery(), after.digestEvery())
        .changed("digestFrom", before.digestFrom(), after.digestFrom());
  }

  private static @Nullable Object weekly(Preferences preferences) {
    return ofQuietHours(preferences, QuietHours::weekly);
  }

  private static @Nullable String holidaysOf(Preferences preferences) {
    return ofQuietHours(preferences, QuietHours::holidaysOf);
  }

  private static <T> @Nullable T ofQuietHours(
      Preferences preferences, Function<QuietHours, @Nullable T> part) {
    QuietHours quiet = preferences.quietHours();
    return quiet == null ? null : part.apply(Objects.requireNonNull(quiet));
  }
}
