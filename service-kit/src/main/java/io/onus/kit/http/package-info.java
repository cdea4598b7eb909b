/** Versions as entity tags, and posts that are safe to repeat. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.http;
