/** People who can be told, and the e-mail addresses and webhooks that reach them. */
@NullMarked
package io.onus.notification.person;

import org.jspecify.annotations.NullMarked;
