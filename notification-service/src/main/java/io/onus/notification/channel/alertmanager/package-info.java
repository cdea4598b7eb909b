/** Telling an Alertmanager, by its API v2: it groups, silences and passes on what is open. */
@NullMarked
package io.onus.notification.channel.alertmanager;

import org.jspecify.annotations.NullMarked;
