/**
 * What follows here from promises that sla-service found broken: reminders, and requests that close
 * because their requester said nothing. sla-service decides that a promise is broken and what was
 * agreed for that case; that the request closes is a fact made here, under the request's own rules.
 */
@NullMarked
package io.onus.request.consequence;

import org.jspecify.annotations.NullMarked;
