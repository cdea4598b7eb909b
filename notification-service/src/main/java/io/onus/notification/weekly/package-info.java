/**
 * A letter a week to the leads of each department: what was kept, what was not, what comes. The
 * figures are the events' own, kept as one row for each clock.
 */
@NullMarked
package io.onus.notification.weekly;

import org.jspecify.annotations.NullMarked;
