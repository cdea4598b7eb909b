/**
 * The requests between departments: who asks whom for what, and whose move it is.
 *
 * <p>Each feature is a folder. {@code directory} knows the departments, {@code catalogue} the
 * services they offer and what a complete request of each contains, {@code request} the life of one
 * request, {@code conversation} its messages, {@code imports} brings in the past. In a feature,
 * {@code domain} is plain Java that decides; the files beside it talk to the world. A feature uses
 * another's only in the direction {@code imports → request → catalogue → directory}.
 *
 * <p>Every accepted command writes its new state and its event in one transaction; Kafka gets the
 * event from the outbox.
 */
@NullMarked
package io.onus.request;

import org.jspecify.annotations.NullMarked;
