@NullMarked
package io.onus.notification;

import org.jspecify.annotations.NullMarked;
