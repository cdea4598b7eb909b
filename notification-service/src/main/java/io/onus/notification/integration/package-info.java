/**
 * Machines that are told and belong to nobody: as a target of those who decide whom to tell, or of
 * every event of some types, alert or not.
 */
@NullMarked
package io.onus.notification.integration;

import org.jspecify.annotations.NullMarked;
