/** The words for whom to tell. */
@NullMarked
package io.onus.notification.target.domain;

import org.jspecify.annotations.NullMarked;
