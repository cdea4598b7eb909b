/**
 * Requests that come back by themselves: every manager reports payroll by Tuesday 12:00. A standing
 * request asks some time before each moment, so that the promise is broken when nothing arrives.
 */
@NullMarked
package io.onus.request.standing;

import org.jspecify.annotations.NullMarked;
