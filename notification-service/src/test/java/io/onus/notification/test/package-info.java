/**
 * What the tests of this service share: events as sla-service sends them, a mail server, a webhook
 * receiver.
 */
@NullMarked
package io.onus.notification.test;

import org.jspecify.annotations.NullMarked;
