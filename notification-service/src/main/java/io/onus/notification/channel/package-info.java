/** The ways out: one folder per channel, all of one shape. */
@NullMarked
package io.onus.notification.channel;

import org.jspecify.annotations.NullMarked;
