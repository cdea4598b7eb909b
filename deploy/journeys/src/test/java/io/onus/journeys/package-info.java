/**
 * The whole suite from outside: real processes, real PostgreSQL, real Kafka, the packaged services.
 *
 * <p>A journey tells one story a user or an operator would tell. What a single service can prove
 * alone is proven there, not here.
 */
@NullMarked
package io.onus.journeys;

import org.jspecify.annotations.NullMarked;
