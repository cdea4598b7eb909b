/** When a clock's milestone becomes something a person must know about, and when that is over. */
@NullMarked
package io.onus.notification.alert.domain;

import org.jspecify.annotations.NullMarked;
