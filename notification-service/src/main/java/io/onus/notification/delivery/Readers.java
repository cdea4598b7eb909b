package io.onus.notification.delivery;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.domain.ChannelKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who finds in the stream what they are told by other ways: people under their id, those only the
 * directory knows under their address, which the identity provider may vouch for.
 */
final class Readers {

  private Readers() {}

  static List<Recipient> of(Content content, List<Recipient> told) {
    return switch (content) {
      // What proves that a method works is for that method alone.
      case Content.News news
          when news.topic() == Content.Topic.VERIFICATION || news.topic() == Content.Topic.TEST ->
          List.of();
      case Content.News news -> of(told);
      case Content.Milestone milestone -> of(told);
      case Content.AlertMoved moved -> of(told);
      // Each of its items is in the stream already.
      case Content.Digest digest -> List.of();
    };
  }

  /** What proves that a method works is for that method alone, and at once. */
  static boolean isForOneMethod(Content.Topic topic) {
    return switch (topic) {
      case VERIFICATION, TEST -> true;
      case HAND_OVER,
          SWAP,
          REACHABILITY,
          BUDGET,
          CHAIN,
          NEGOTIATION,
          REVIEW,
          WEEKLY,
          AUDIT,
          EVENT ->
          false;
    };
  }

  private static List<Recipient> of(List<Recipient> told) {
    return told.stream().map(Readers::reader).flatMap(Optional::stream).distinct().toList();
  }

  private static Optional<Recipient> reader(Recipient told) {
    if (told.personId() != null) {
      return Optional.of(
          new Recipient(told.name(), told.personId(), null, ChannelKind.STREAM, told.personId()));
    }
    boolean ofDirectory = told.methodId() == null && told.channel() == ChannelKind.EMAIL;
    return ofDirectory
        ? Optional.of(
            new Recipient(
                told.name(),
                null,
                null,
                ChannelKind.STREAM,
                told.address().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }
}
