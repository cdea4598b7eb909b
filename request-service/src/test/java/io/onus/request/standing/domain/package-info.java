@NullMarked
package io.onus.request.standing.domain;

import org.jspecify.annotations.NullMarked;
