/** What a chat is sent, and what its answers mean. */
@NullMarked
package io.onus.notification.channel.chat.domain;

import org.jspecify.annotations.NullMarked;
