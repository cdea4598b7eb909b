/** What a timeline can say. */
@NullMarked
package io.onus.notification.timeline.domain;

import org.jspecify.annotations.NullMarked;
