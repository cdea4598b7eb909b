/**
 * sla-service: calendars, the terms departments agree on, and a clock for every promise.
 *
 * <p>It reads what happened to requests from {@code onus.request.v1} ({@code
 * clock.RequestFactsConsumer}), binds each request to the terms in force when it was submitted
 * ({@code agreement.AgreementService}), folds the facts into clocks ({@code
 * clock.domain.TrackedRequest}) and fires what falls due in between ({@code clock.DeadlineEngine}).
 * What clocks say goes out on {@code onus.sla.v1}.
 */
@org.jspecify.annotations.NullMarked
package io.onus.sla;
