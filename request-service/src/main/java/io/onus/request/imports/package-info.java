/**
 * Brings in the past: facts of requests that lived elsewhere, line by line, with their own times.
 * They go through the same decisions as live commands.
 */
@NullMarked
package io.onus.request.imports;

import org.jspecify.annotations.NullMarked;
