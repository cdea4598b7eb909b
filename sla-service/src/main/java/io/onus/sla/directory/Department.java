package io.onus.sla.directory;

import java.time.ZoneId;

/** What clocks need to know of a department. */
public record Department(String code, String name, ZoneId zone, String calendar, long version) {}
