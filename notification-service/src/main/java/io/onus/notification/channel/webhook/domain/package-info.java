/** What a webhook receiver's answer means. */
@NullMarked
package io.onus.notification.channel.webhook.domain;

import org.jspecify.annotations.NullMarked;
