package io.onus.sla.calendar.domain;

import java.time.LocalDate;
import java.util.Set;

/** The holidays of a year, the same at every call. */
@FunctionalInterface
public interface HolidayDates {

  HolidayDates NONE = year -> Set.of();

  Set<LocalDate> of(int year);
}
