/** The e-mail channel against mail servers of every kind. */
@NullMarked
package io.onus.notification.channel.email;

import org.jspecify.annotations.NullMarked;
