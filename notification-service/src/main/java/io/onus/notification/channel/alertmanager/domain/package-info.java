/** What an Alertmanager is sent. */
@NullMarked
package io.onus.notification.channel.alertmanager.domain;

import org.jspecify.annotations.NullMarked;
