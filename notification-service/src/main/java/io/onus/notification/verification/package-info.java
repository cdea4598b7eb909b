/**
 * Showing that a method reaches whom it is said to: by a code that is sent through the channel
 * itself, and later by a test.
 */
@NullMarked
package io.onus.notification.verification;

import org.jspecify.annotations.NullMarked;
