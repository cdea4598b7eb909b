/** Telling one after the other about an alert, until somebody acknowledges it. */
@NullMarked
package io.onus.notification.escalation;

import org.jspecify.annotations.NullMarked;
