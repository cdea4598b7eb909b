/** Whom a word means at a moment: a person, who leads a department, who is on call. */
@NullMarked
package io.onus.notification.target;

import org.jspecify.annotations.NullMarked;
