/** Who reads a stream, and how far they are. */
@NullMarked
package io.onus.notification.stream.domain;

import org.jspecify.annotations.NullMarked;
