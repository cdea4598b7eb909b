/**
 * What is told, for who is signed in: each item once, in one order, from where the reader left off.
 */
@NullMarked
package io.onus.notification.stream;

import org.jspecify.annotations.NullMarked;
