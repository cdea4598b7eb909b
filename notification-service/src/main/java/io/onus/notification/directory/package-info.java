/** Keeps what {@code onus.directory.v1} says, as far as alerts need it. */
@NullMarked
package io.onus.notification.directory;

import org.jspecify.annotations.NullMarked;
