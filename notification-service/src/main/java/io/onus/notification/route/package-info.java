/**
 * Rules that say who is told, and the one that needs no set-up: the leads of the department that
 * owes.
 */
@NullMarked
package io.onus.notification.route;

import org.jspecify.annotations.NullMarked;
