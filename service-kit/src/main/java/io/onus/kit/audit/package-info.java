/**
 * Who changed what, on whose behalf, when and from where: entries that only grow, sealed into a
 * chain of hashes after their commit, so that an edited or removed one is found.
 */
@org.jspecify.annotations.NullMarked
package io.onus.kit.audit;
