package io.onus.local.servicenow;

import java.util.List;

/** The facts of one incident in the order to send them, and what was odd about its rows. */
record MappedIncident(List<PastFact> facts, List<ReportedRow> reported) {}
