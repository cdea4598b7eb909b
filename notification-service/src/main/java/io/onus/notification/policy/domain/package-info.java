/** What an escalation policy says. */
@NullMarked
package io.onus.notification.policy.domain;

import org.jspecify.annotations.NullMarked;
