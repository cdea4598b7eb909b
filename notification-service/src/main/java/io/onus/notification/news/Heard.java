package io.onus.notification.news;

import io.onus.notification.news.domain.Story;
import java.util.UUID;

/**
 * A story with the event that told it.
 *
 * @param text the event, as it is in Kafka
 */
record Heard(UUID eventId, Story story, String text) {}
