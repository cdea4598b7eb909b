/** News, from the producers' samples to deliveries. */
@NullMarked
package io.onus.notification.news;

import org.jspecify.annotations.NullMarked;
