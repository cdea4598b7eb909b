package io.onus.notification.hours;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.hours.domain.OpenHours;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

@ApplicationScoped
public class HoursService {

  public static final String CALENDAR_CHANGED = "io.onus.directory.calendar-changed.v1";

  private static final Logger LOG = Logger.getLogger(HoursService.class);

  private final HoursStore store;
  private final Transactions transactions;
  private final WallClock clock;
  private final ObjectMapper mapper;
  // By code. What is stored decides whether it still counts, so replicas do not differ.
  private final Map<String, KnownHours> parsed = new ConcurrentHashMap<>();

  HoursService(HoursStore store, Transactions transactions, WallClock clock, ObjectMapper mapper) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
    this.mapper = mapper;
  }

  /** When a calendar is open; empty where no such calendar has been heard of. */
  public Optional<OpenHours> find(String calendar) {
    if (calendar.equals(OpenHours.ALWAYS.code())) {
      return Optional.of(OpenHours.ALWAYS);
    }
    Optional<KnownHours.Edition> edition = store.edition(calendar);
    if (edition.isEmpty()) {
      return Optional.empty();
    }
    KnownHours known = parsed.get(calendar);
    if (known != null && known.edition().equals(edition.get())) {
      return Optional.of(known.hours());
    }
    Optional<KnownHours> read = store.find(calendar);
    read.ifPresent(hours -> parsed.put(calendar, hours));
    return read.map(KnownHours::hours);
  }

  /** What is older than what is kept changes nothing, however often and late it comes. */
  public void keep(CloudEvent event) {
    KnownHours hours = read(event);
    boolean kept = transactions.call(() -> store.keepLatest(hours, clock.now()));
    if (kept) {
      LOG.infof(
          "calendar kept code=%s version=%d from=%s",
          hours.hours().code(), hours.version(), hours.hours().from());
    }
  }

  private KnownHours read(CloudEvent event) {
    if (!event.data().isObject()) {
      throw new PoisonRecord("no calendar: data is missing");
    }
    try {
      return mapper.treeToValue(event.data(), CalendarEvent.class).hours();
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new PoisonRecord("no calendar: " + e.getMessage(), e);
    }
  }
}
