/** What a move of open clocks amounts to. */
@NullMarked
package io.onus.sla.move.domain;

import org.jspecify.annotations.NullMarked;
