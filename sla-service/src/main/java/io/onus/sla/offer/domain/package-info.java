/** What an offer is, and what may be done with it. */
@org.jspecify.annotations.NullMarked
package io.onus.sla.offer.domain;
