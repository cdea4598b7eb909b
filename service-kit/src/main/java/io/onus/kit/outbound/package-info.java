/**
 * Calling whom somebody outside said to call, from within a company's network: nowhere inside that
 * was not allowed, never longer than asked, and never for more than asked.
 */
@org.jspecify.annotations.NullMarked
package io.onus.kit.outbound;
