/** Telling a pager, by the Events API v2 as PagerDuty has it. */
@NullMarked
package io.onus.notification.channel.pager;

import org.jspecify.annotations.NullMarked;
