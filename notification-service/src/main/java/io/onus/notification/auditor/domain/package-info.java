/** What the auditor takes for wrong. */
@NullMarked
package io.onus.notification.auditor.domain;

import org.jspecify.annotations.NullMarked;
