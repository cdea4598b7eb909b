/** Who is told about what. */
@NullMarked
package io.onus.notification.route.domain;

import org.jspecify.annotations.NullMarked;
