@NullMarked
package io.onus.request.standing;

import org.jspecify.annotations.NullMarked;
