/** Forgetting a person: a pseudonym takes their place, and nobody writes to them any more. */
@org.jspecify.annotations.NullMarked
package io.onus.notification.forgetting;
