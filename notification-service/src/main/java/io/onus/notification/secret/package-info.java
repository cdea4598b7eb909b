/**
 * Secrets at rest: what other machines trusted us with is sealed before it reaches the database.
 */
@NullMarked
package io.onus.notification.secret;

import org.jspecify.annotations.NullMarked;
