/**
 * notification-service: tells people when a promise is at risk or broken.
 *
 * <p>It reads clock events from {@code onus.sla.v1}. A milestone that people must know about opens
 * an alert, one per request and obligor ({@code alert}); routes choose a chain of steps ({@code
 * route}, {@code policy}), which are taken one after the other until somebody acknowledges ({@code
 * escalation}); whom a step means is looked up when it is taken ({@code target}, from {@code
 * person}, {@code schedule}, {@code directory} and {@code integration}). Each address gets a
 * delivery that is tried until it is taken, refused for good or no longer true ({@code delivery});
 * channels know how to hand it over ({@code channel}). What is no alert is told once ({@code news},
 * {@code weekly}), and {@code auditor} watches that nothing is missed. Dependencies run from left
 * to right in {@code alert → escalation → route → policy → target → schedule, person, hours,
 * directory} and {@code alert, escalation → delivery → channel}.
 */
@NullMarked
package io.onus.notification;

import org.jspecify.annotations.NullMarked;
