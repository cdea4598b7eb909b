/**
 * When calendars are open, as sla-service says: working time can be counted here without knowing
 * zones and holidays.
 */
@NullMarked
package io.onus.notification.hours;

import org.jspecify.annotations.NullMarked;
