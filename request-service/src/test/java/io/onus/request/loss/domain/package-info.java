@NullMarked
package io.onus.request.loss.domain;

import org.jspecify.annotations.NullMarked;
