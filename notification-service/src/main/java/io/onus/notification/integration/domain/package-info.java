/** Which events a machine is sent, and who may say so. */
@NullMarked
package io.onus.notification.integration.domain;

import org.jspecify.annotations.NullMarked;
