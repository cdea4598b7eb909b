/** Telling a machine by calling it: an event, signed after Standard Webhooks. */
@NullMarked
package io.onus.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;
