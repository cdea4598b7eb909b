/**
 * Brings a ServiceNow incident log into Onus.
 *
 * <p>The log is an audit export: one row is an incident's state after one change. {@link
 * io.onus.local.servicenow.ServiceNowLog} reads it, {@link
 * io.onus.local.servicenow.ServiceNowMapper} turns an incident's rows into past facts of one
 * request, and {@link io.onus.local.servicenow.ImportCommand} first makes the departments, services
 * and agreements the facts need and then sends them. Everything goes through the same REST API
 * anybody else would use.
 */
@NullMarked
package io.onus.local.servicenow;

import org.jspecify.annotations.NullMarked;
