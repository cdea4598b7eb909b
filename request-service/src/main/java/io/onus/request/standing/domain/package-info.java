/** What a standing request is, and what may be done to it. */
@NullMarked
package io.onus.request.standing.domain;

import org.jspecify.annotations.NullMarked;
