package io.onus.notification.person.domain;

import io.onus.notification.domain.ChannelKind;
import java.util.UUID;

/** A way to reach a person that works: methods that are disabled or removed are not among them. */
public record ContactMethod(UUID id, ChannelKind kind, String address) {}
