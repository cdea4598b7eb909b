package io.onus.notification.schedule;

/** Whose private calendar of which schedule. */
record KnownFeed(String schedule, String person) {}
