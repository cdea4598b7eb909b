package io.onus.sla.calendar;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.calendar.CalendarStore.CalendarVersion;
import io.onus.sla.calendar.domain.HolidayDates;
import io.onus.sla.calendar.domain.Horizon;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells the other services when calendars are open, for a horizon that moves on each day. */
@ApplicationScoped
class CalendarTelling {

  private static final Logger LOG = Logger.getLogger(CalendarTelling.class);

  /** Of one event. Kafka takes 1 MB; what a form allows is half of this. */
  private static final int MAX_BYTES = 900_000;

  private final CalendarStore calendars;
  private final ToldCalendarStore told;
  private final CalendarEvents events;
  private final Holidays holidays;
  private final Outbox outbox;
  private final Transactions transactions;
  private final WallClock clock;
  private final Counter untold;

  CalendarTelling(
      CalendarStore calendars,
      ToldCalendarStore told,
      CalendarEvents events,
      Holidays holidays,
      Outbox outbox,
      Transactions transactions,
      WallClock clock,
      MeterRegistry meters) {
    this.calendars = calendars;
    this.told = told;
    this.events = events;
    this.holidays = holidays;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
    this.untold = meters.counter("onus.calendar.untold");
  }

  /** Tells a version in the transaction that wrote it, or anew once its horizon has moved on. */
  void tell(CalendarVersion version) {
    Instant now = clock.now();
    Horizon horizon = Horizon.at(now, version.definition().zone());
    told.number(version.code(), version.version(), horizon.from())
        .map(sequence -> events.changed(version, holidaysOf(version), horizon, sequence, now))
        .ifPresent(event -> append(version, event));
  }

  /** What is told for less than it should be by now: at an upgrade everything, then daily. */
  List<String> stale() {
    Duration kept = Duration.ofDays(Horizon.DAYS_BACK + 1L);
    return transactions.callInNew(() -> told.toldBefore(clock.now().minus(kept)));
  }

  void tellAnew(String code) {
    transactions.callInNew(
        () -> {
          Optional<CalendarVersion> current = calendars.current(code);
          current.ifPresent(this::tell);
          return null;
        });
  }

  private void append(CalendarVersion version, CloudEvent event) {
    int bytes = events.bytes(event);
    if (bytes > MAX_BYTES) {
      // No reason to refuse a calendar clocks can run by; what others know of it is out of date.
      LOG.errorf(
          "calendar code=%s version=%d is not told: bytes=%d limit=%d",
          version.code(), version.version(), bytes, MAX_BYTES);
      untold.increment();
      return;
    }
    outbox.append(CalendarEvents.TOPIC, event.subject(), event);
  }

  private HolidayDates holidaysOf(CalendarVersion version) {
    return holidays
        .of(version.definition().holidays())
        .orElseThrow(
            () ->
                new IllegalStateException("holidays are gone: " + version.definition().holidays()));
  }
}
