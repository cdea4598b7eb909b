/**
 * Looks whether everybody was told who should have been, by what it has read itself, and tells
 * where it is not so. Whether it looks is watched in turn.
 */
@NullMarked
package io.onus.notification.auditor;

import org.jspecify.annotations.NullMarked;
