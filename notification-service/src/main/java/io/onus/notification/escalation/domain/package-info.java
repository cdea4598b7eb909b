/** Whose turn it is in an escalation, and when. */
@NullMarked
package io.onus.notification.escalation.domain;

import org.jspecify.annotations.NullMarked;
