package io.onus.sla.calendar;

import io.onus.sla.calendar.domain.BusinessCalendar;

/** One version of a calendar, ready to count. Code and version name it for good. */
public record StoredCalendar(String code, long version, BusinessCalendar calendar) {}
