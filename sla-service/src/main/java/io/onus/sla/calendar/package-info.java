/**
 * Calendars: when a department works. Kept in versions, so that an edit never re-judges what ran
 * under the version before.
 */
@NullMarked
package io.onus.sla.calendar;

import org.jspecify.annotations.NullMarked;
