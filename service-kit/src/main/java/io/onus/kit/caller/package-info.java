/** Who calls: taken from headers on loopback, for as long as there is no sign-in. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.caller;
