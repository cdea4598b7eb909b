package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.calendar.domain.BusinessCalendar;

/**
 * The terms and the hours a request's clocks run under: fixed at submission, whatever is signed or
 * edited later.
 */
public record Binding(
    BoundTerms bound, String calendarCode, int calendarVersion, BusinessCalendar calendar) {}
