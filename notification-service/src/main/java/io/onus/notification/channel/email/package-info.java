/** Telling a person by e-mail. */
@NullMarked
package io.onus.notification.channel.email;

import org.jspecify.annotations.NullMarked;
