/** How a loss is claimed and answered. */
@NullMarked
package io.onus.request.loss.domain;

import org.jspecify.annotations.NullMarked;
