@NullMarked
package io.onus.request.consequence;

import org.jspecify.annotations.NullMarked;
