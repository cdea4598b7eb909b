/** Plain SQL on the current transaction, and what its failures mean. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.sql;
