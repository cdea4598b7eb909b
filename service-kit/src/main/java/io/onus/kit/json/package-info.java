/** How every service reads and writes JSON. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.json;
