/** What is true of a way out of each kind. */
@NullMarked
package io.onus.notification.method.domain;

import org.jspecify.annotations.NullMarked;
