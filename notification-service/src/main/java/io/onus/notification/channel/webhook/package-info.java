/** Telling a machine by calling it: the event as it is, signed after Standard Webhooks. */
@NullMarked
package io.onus.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;
