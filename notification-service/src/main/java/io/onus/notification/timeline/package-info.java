/** The one timeline of an alert: what happened to it, who was told, how, when, and why not. */
@NullMarked
package io.onus.notification.timeline;

import org.jspecify.annotations.NullMarked;
