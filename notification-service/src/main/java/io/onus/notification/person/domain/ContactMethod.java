package io.onus.notification.person.domain;

import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import java.util.UUID;

/**
 * A way to reach a person that works: methods that are disabled or removed are not among them.
 *
 * @param urgency from which on it is used
 */
public record ContactMethod(UUID id, ChannelKind kind, String address, Urgency urgency) {}
