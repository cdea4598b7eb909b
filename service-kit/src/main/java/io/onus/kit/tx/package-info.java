/** Transactions by hand, and what runs after their commit. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.tx;
