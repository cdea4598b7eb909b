package io.onus.notification.hours;

import io.onus.notification.hours.domain.OpenHours;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
public class HoursService {

  private final HoursStore store;

  HoursService(HoursStore store) {
    this.store = store;
  }

  /** When a calendar is open; empty where no such calendar has been heard of. */
  public Optional<OpenHours> find(String calendar) {
    return store.find(calendar);
  }
}
