/** What a department's week came to, and how that reads in a letter. */
@NullMarked
package io.onus.notification.weekly.domain;

import org.jspecify.annotations.NullMarked;
