/** Escalation policies: whom to tell first, whom next if nobody answers, and after how long. */
@NullMarked
package io.onus.notification.policy;

import org.jspecify.annotations.NullMarked;
