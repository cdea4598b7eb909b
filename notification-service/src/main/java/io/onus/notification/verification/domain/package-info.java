/** When a code may be asked for, and what entering one comes to. */
@NullMarked
package io.onus.notification.verification.domain;

import org.jspecify.annotations.NullMarked;
