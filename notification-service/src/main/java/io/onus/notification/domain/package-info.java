/** The words every feature of this service shares. */
@NullMarked
package io.onus.notification.domain;

import org.jspecify.annotations.NullMarked;
