/**
 * Getting a notice to one person through one channel: claimed, sent outside any transaction,
 * recorded.
 */
@NullMarked
package io.onus.notification.delivery;

import org.jspecify.annotations.NullMarked;
