/** What this service knows of departments: whom to tell. */
@NullMarked
package io.onus.notification.directory.domain;

import org.jspecify.annotations.NullMarked;
