/** The envelope of every event: CloudEvents 1.0 in JSON, repeated in the record's headers. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.event;
