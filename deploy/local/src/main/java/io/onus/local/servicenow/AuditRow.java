package io.onus.local.servicenow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log: what an incident looked like after one change. What the log leaves open with
 * a question mark is null.
 *
 * @param line the line of the file, from 1
 * @param state the label as written; unknown labels are kept, so that they can be reported
 */
record AuditRow(
    int line,
    String number,
    String state,
    int reopenCount,
    Instant openedAt,
    Instant updatedAt,
    @Nullable String caller,
    @Nullable String updatedBy,
    @Nullable String assignedTo,
    @Nullable String contactType,
    @Nullable String location,
    @Nullable String category,
    @Nullable String subcategory,
    @Nullable String symptom,
    String priority,
    @Nullable String group,
    @Nullable String closedCode) {}
