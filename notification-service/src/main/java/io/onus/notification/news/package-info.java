/**
 * What {@code onus.agreement.v1} and {@code onus.sla.v1} say that is no alert: told once, to whom
 * it concerns, and to nobody where it is history.
 */
@NullMarked
package io.onus.notification.news;

import org.jspecify.annotations.NullMarked;
