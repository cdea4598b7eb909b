/**
 * A second opinion on every clock of the ServiceNow log.
 *
 * <p>It shares no code with what it checks: it reads the CSV by itself, knows German holidays by
 * itself, and counts working time by looking at every single minute. It is as slow and as plain as
 * that sounds, so that it can be believed.
 */
@NullMarked
package io.onus.journeys.naive;

import org.jspecify.annotations.NullMarked;
