package io.onus.sla.clock.domain;

import io.onus.sla.calendar.domain.BusinessCalendar;

/** A version of a calendar that a clock counts in. */
public record CalendarInUse(String code, int version, BusinessCalendar calendar) {}
