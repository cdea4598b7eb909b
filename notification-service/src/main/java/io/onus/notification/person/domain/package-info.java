/** People and the ways to reach them. */
@NullMarked
package io.onus.notification.person.domain;

import org.jspecify.annotations.NullMarked;
