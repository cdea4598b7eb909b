/** A very small service that uses all of the kit, for the kit's own tests. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.sample;
