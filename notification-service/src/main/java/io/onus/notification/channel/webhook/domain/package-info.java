/** What a webhook is sent where there is no event to pass on. */
@NullMarked
package io.onus.notification.channel.webhook.domain;

import org.jspecify.annotations.NullMarked;
