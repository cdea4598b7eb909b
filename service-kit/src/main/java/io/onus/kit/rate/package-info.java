/** How often one caller, or one address without a caller, may call. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.rate;
