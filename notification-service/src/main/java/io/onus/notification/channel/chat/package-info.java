/** Telling a group of people where they talk, by an incoming webhook as Slack has them. */
@NullMarked
package io.onus.notification.channel.chat;

import org.jspecify.annotations.NullMarked;
