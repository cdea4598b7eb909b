/**
 * Fixtures the services' tests share: the real database and broker, a reader of topics, a clock set
 * by hand.
 */
@org.jspecify.annotations.NullMarked
package io.onus.kit.test;
