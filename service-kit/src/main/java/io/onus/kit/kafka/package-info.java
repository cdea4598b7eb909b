/** How this service reaches Kafka. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.kafka;
