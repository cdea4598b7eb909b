package io.onus.notification.channel;

import io.onus.notification.domain.ChannelKind;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds the channel of a kind; a kind without one ends the start. */
@ApplicationScoped
public class Channels {

  private final Map<ChannelKind, Channel> byKind = new EnumMap<>(ChannelKind.class);

  Channels(@All List<Channel> channels) {
    channels.forEach(channel -> byKind.put(channel.kind(), channel));
    for (ChannelKind kind : ChannelKind.values()) {
      if (!byKind.containsKey(kind)) {
        throw new IllegalStateException("no channel for " + kind);
      }
    }
  }

  public Channel of(ChannelKind kind) {
    return byKind.get(kind);
  }
}
