/**
 * The services departments offer, each with its intake: the JSON Schema of what a complete request
 * must contain.
 */
@NullMarked
package io.onus.request.catalogue;

import org.jspecify.annotations.NullMarked;
