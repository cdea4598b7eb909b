/** Forgetting a person: a pseudonym takes their place in facts and signatures. */
@org.jspecify.annotations.NullMarked
package io.onus.sla.person;
