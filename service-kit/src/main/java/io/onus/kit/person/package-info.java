/** What every service does when a person is to be forgotten: a pseudonym takes their place. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.person;
