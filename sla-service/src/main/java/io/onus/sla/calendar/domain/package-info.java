/**
 * Working time: what a calendar says in local words, compiled to instants that can be counted.
 *
 * <p>{@link io.onus.sla.calendar.domain.CalendarDefinition} is what a person wrote, {@link
 * io.onus.sla.calendar.domain.BusinessCalendar} answers from it.
 */
@NullMarked
package io.onus.sla.calendar.domain;

import org.jspecify.annotations.NullMarked;
