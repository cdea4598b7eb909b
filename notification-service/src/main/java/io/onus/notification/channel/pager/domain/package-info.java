/** What a pager is sent, and what its answers mean. */
@NullMarked
package io.onus.notification.channel.pager.domain;

import org.jspecify.annotations.NullMarked;
