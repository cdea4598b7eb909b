package io.onus.sla.calendar.domain;

import java.time.LocalDate;

/** Why a calendar is not accepted: between these dates it never opens. */
public record NoWorkingTime(LocalDate from, LocalDate until) {}
