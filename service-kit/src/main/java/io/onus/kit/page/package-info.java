/** Pages of a list by keyset, with tokens bound to the filter. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.page;
