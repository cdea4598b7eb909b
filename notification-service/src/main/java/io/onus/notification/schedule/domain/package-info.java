/** Who is on call when. */
@NullMarked
package io.onus.notification.schedule.domain;

import org.jspecify.annotations.NullMarked;
