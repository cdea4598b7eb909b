/** Identifiers: version 7 for new things, version 5 where the same fact must get the same id. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.id;
