/**
 * What the two sides of a request write to each other. A message is a command of the request like
 * any other; its place is the request's history.
 */
@NullMarked
package io.onus.request.conversation;

import org.jspecify.annotations.NullMarked;
