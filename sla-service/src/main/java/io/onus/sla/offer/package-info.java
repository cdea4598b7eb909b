/**
 * Terms a provider publishes for every department. A lead who accepts them has an ordinary signed
 * agreement, so that forty departments do not need 1,560 negotiations.
 */
@org.jspecify.annotations.NullMarked
package io.onus.sla.offer;
