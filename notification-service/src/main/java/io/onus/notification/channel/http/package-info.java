/** What channels that call a URL have in common. */
@NullMarked
package io.onus.notification.channel.http;

import org.jspecify.annotations.NullMarked;
