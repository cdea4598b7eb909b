/**
 * Plumbing that at least two services use: problem details, paging, outbox, inbox, consumer loop,
 * the one clock. It never learns a business word.
 */
@org.jspecify.annotations.NullMarked
package io.onus.kit;
