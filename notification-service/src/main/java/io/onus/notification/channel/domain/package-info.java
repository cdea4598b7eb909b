/** What a channel is given to say, and what it can answer. */
@NullMarked
package io.onus.notification.channel.domain;

import org.jspecify.annotations.NullMarked;
