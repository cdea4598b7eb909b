package io.onus.notification.schedule;

/** Fired in the transaction after which others may be on call in a schedule than before. */
record ScheduleChanged(String code) {}
