/**
 * One request from its first day to its last. {@code domain} decides; {@code RequestService} loads,
 * lets decide and stores; {@code RequestStore} is the only one that knows the tables.
 */
@NullMarked
package io.onus.request.request;

import org.jspecify.annotations.NullMarked;
