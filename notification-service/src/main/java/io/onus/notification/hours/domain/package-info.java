/** Working time between instants. */
@NullMarked
package io.onus.notification.hours.domain;

import org.jspecify.annotations.NullMarked;
