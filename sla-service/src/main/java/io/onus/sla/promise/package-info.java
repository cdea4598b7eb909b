/**
 * The promise of one request: renegotiated with the other side's consent, or excused by its lead.
 * What was agreed is an act upon the clock; who said what on the way there is kept here.
 */
@org.jspecify.annotations.NullMarked
package io.onus.sla.promise;
