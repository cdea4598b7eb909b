package io.onus.sla.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.onus.sla.calendar.domain.HolidayDates;
import io.onus.sla.calendar.domain.HolidayRegion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The public holidays of countries and their regions, from the Jollyday library. */
@ApplicationScoped
public class Holidays {

  private final Set<String> countries =
      HolidayManager.getSupportedCalendarCodes().stream()
          .map(code -> code.toUpperCase(Locale.ROOT))
          .collect(Collectors.toCollection(TreeSet::new));
  private final Map<HolidayRegion, HolidayDates> known = new ConcurrentHashMap<>();

  /** The countries that are known, by ISO code. */
  public Set<String> countries() {
    return countries;
  }

  /** The regions of a known country: {@code by}, and {@code by-ag} for a place in it. */
  public Set<String> regions(String country) {
    Set<String> regions = new TreeSet<>();
    collect(manager(country).getCalendarHierarchy(), "", regions);
    return regions;
  }

  /** The dates a calendar keeps; nothing if the country or its region is not known. */
  public Optional<HolidayDates> of(@Nullable HolidayRegion region) {
    if (region == null) {
      return Optional.of(HolidayDates.NONE);
    }
    if (!countries.contains(region.country())) {
      return Optional.empty();
    }
    return Optional.ofNullable(known.computeIfAbsent(region, this::dates));
  }

  private @Nullable HolidayDates dates(HolidayRegion region) {
    HolidayManager manager = manager(region.country());
    Optional<List<String>> path =
        path(manager.getCalendarHierarchy(), region.region() == null ? "" : region.region());
    return path.map(ids -> remembered(manager, ids.toArray(String[]::new))).orElse(null);
  }

  private static HolidayDates remembered(HolidayManager manager, String[] region) {
    Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();
    return year -> years.computeIfAbsent(year, wanted -> datesOf(manager, wanted, region));
  }

  /**
   * A holiday on a weekend that is made up for closes both its own date and the one it is kept on.
   * That one can lie in the year before: the first of January 2022 was kept on 31 December 2021.
   */
  private static Set<LocalDate> datesOf(HolidayManager manager, int year, String[] region) {
    Set<LocalDate> dates = new HashSet<>();
    for (int near = year - 1; near <= year + 1; near++) {
      for (Holiday holiday :
          manager.getHolidays(Year.of(near), HolidayType.PUBLIC_HOLIDAY, region)) {
        dates.add(holiday.getActualDate());
        holiday.getObservedDate().ifPresent(dates::add);
      }
    }
    dates.removeIf(date -> date.getYear() != year);
    return Set.copyOf(dates);
  }

  /** The library's own spelling of a region, from the country down. */
  private static Optional<List<String>> path(CalendarHierarchy country, String region) {
    if (region.isEmpty()) {
      return Optional.of(List.of());
    }
    List<String> path = new ArrayList<>();
    CalendarHierarchy at = country;
    for (String part : region.split("-", -1)) {
      Optional<CalendarHierarchy> child =
          at.getChildren().values().stream()
              .filter(each -> each.getId().equalsIgnoreCase(part))
              .findFirst();
      if (child.isEmpty()) {
        return Optional.empty();
      }
      at = child.get();
      path.add(at.getId());
    }
    return Optional.of(List.copyOf(path));
  }

  private static void collect(CalendarHierarchy parent, String prefix, Set<String> regions) {
    for (CalendarHierarchy child : parent.getChildren().values()) {
      String region = prefix + child.getId().toLowerCase(Locale.ROOT);
      regions.add(region);
      collect(child, region + "-", regions);
    }
  }

  private static HolidayManager manager(String country) {
    return HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
  }
}
