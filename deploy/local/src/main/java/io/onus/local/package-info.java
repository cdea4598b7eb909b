/**
 * PostgreSQL, Kafka and the Onus services on one machine, with nothing to install but a JDK.
 *
 * <p>The same pieces serve {@code ./onus up} and the tests: {@link io.onus.local.PostgresServer}
 * and {@link io.onus.local.KafkaBroker} run real servers as processes of their own and keep
 * everything they need in one folder, so that a second object over the same folder controls the
 * same server. {@link io.onus.local.TestStack} is the one to start with in a test.
 *
 * <p>No server outlives the JVM that started it, not even one that was killed: see {@code Tether}.
 */
@NullMarked
package io.onus.local;

import org.jspecify.annotations.NullMarked;
