/** Forgetting a person: a pseudonym takes their place, here and in the other services. */
@org.jspecify.annotations.NullMarked
package io.onus.request.person;
