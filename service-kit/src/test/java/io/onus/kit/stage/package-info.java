/** What the kit's own tests stand on: fresh tables, fresh topics, events to publish. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.stage;
