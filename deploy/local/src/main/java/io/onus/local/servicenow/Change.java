package io.onus.local.servicenow;

import java.time.Instant;

/** A row that makes sense, and the time it counts at. */
record Change(AuditRow row, Instant at, Instant opened, IncidentState state, String priority) {}
