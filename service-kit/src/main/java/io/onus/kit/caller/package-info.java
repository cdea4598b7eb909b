/** Who calls: read from the bearer token of an OIDC provider, never from anything else. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.caller;
