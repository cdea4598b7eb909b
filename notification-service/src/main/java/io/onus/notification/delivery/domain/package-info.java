/**
 * One attempt series to tell one person through one channel: when to try, when to stop, and why.
 */
@NullMarked
package io.onus.notification.delivery.domain;

import org.jspecify.annotations.NullMarked;
