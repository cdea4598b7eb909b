@NullMarked
package io.onus.request.loss;

import org.jspecify.annotations.NullMarked;
