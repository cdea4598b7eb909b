/** The one place that reads the time. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.time;
