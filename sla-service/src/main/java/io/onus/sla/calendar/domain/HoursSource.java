package io.onus.sla.calendar.domain;

import java.time.ZoneId;

/** Where working time comes from: what one person wrote, or what two calendars make together. */
sealed interface HoursSource {

  /** The zone in which dates are named to people. */
  ZoneId zone();

  WorkingTime compile(int firstYear, int lastYear);

  record Written(CalendarDefinition definition, HolidayDates holidays) implements HoursSource {

    @Override
    public ZoneId zone() {
      return definition.zone();
    }

    @Override
    public WorkingTime compile(int firstYear, int lastYear) {
      return WorkingTime.compile(definition, holidays, firstYear, lastYear);
    }
  }

  record Both(HoursSource first, HoursSource second) implements HoursSource {

    @Override
    public ZoneId zone() {
      return first.zone();
    }

    @Override
    public WorkingTime compile(int firstYear, int lastYear) {
      return WorkingTime.both(
          first.compile(firstYear, lastYear), second.compile(firstYear, lastYear));
    }
  }

  record Either(HoursSource first, HoursSource second) implements HoursSource {

    @Override
    public ZoneId zone() {
      return first.zone();
    }

    @Override
    public WorkingTime compile(int firstYear, int lastYear) {
      return WorkingTime.either(
          first.compile(firstYear, lastYear), second.compile(firstYear, lastYear));
    }
  }
}
