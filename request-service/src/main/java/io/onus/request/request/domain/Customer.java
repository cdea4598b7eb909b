package io.onus.request.request.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The external customer or order a request serves, and what that customer was promised. */
public record Customer(String ref, @Nullable String name, @Nullable Instant promisedAt) {}
