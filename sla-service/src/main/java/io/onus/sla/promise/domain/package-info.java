/** What may be proposed, answered and excused, and when it is too late for that. */
@org.jspecify.annotations.NullMarked
package io.onus.sla.promise.domain;
