/**
 * The one way a topic is read: in order per key, repeated in place, dead-lettered, once in effect.
 */
@org.jspecify.annotations.NullMarked
package io.onus.kit.inbox;
