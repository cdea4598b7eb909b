/**
 * notification-service: tells people when a promise is at risk or broken.
 *
 * <p>It reads clock events from {@code onus.sla.v1}. A milestone that people must know about opens
 * an alert, one per request and obligor ({@code alert}); routes say whom to tell ({@code route},
 * {@code person}, and {@code directory} for the leads that need no route); each person and channel
 * gets a delivery that is tried until it is taken, refused for good or no longer true ({@code
 * delivery}); channels know how to hand it over ({@code channel}). Dependencies run from left to
 * right in {@code alert → delivery → channel} and {@code alert → route → person, directory}; {@code
 * delivery} knows {@code person} too, because a receiver can end a method.
 */
@NullMarked
package io.onus.notification;

import org.jspecify.annotations.NullMarked;
