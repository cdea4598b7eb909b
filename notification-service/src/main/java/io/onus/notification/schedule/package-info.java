/**
 * Who is on call: schedules of rotations in layers, overrides and swaps, and the calendars people
 * subscribe to. Tells people when they come on call, and their leads when nobody will be.
 */
@NullMarked
package io.onus.notification.schedule;

import org.jspecify.annotations.NullMarked;
