@org.jspecify.annotations.NullMarked
package io.onus.sla.directory;
