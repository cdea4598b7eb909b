/**
 * Departments: their zone and calendar, the tree they form, and the people who lead them. Other
 * services learn of them through {@code onus.directory.v1}.
 */
@NullMarked
package io.onus.request.directory;

import org.jspecify.annotations.NullMarked;
