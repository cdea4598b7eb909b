/** How words are laid out as a letter. */
@NullMarked
package io.onus.notification.channel.email.domain;

import org.jspecify.annotations.NullMarked;
