/** Events written in the transaction of the change they tell of, and published after it. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.outbox;
