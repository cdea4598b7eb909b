/**
 * The life of one request as plain decisions: a state, a command and the time in; the next state
 * with what happened, or a refusal, out.
 */
@NullMarked
package io.onus.request.request.domain;

import org.jspecify.annotations.NullMarked;
