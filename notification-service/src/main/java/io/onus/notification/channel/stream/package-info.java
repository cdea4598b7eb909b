/** What people read in the application, while they are signed in. */
@NullMarked
package io.onus.notification.channel.stream;

import org.jspecify.annotations.NullMarked;
