/** What a department is, and which trees departments may form. */
@NullMarked
package io.onus.request.directory.domain;

import org.jspecify.annotations.NullMarked;
