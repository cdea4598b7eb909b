/**
 * What people must know about: one open alert per request and department that owes, with one
 * timeline.
 */
@NullMarked
package io.onus.notification.alert;

import org.jspecify.annotations.NullMarked;
