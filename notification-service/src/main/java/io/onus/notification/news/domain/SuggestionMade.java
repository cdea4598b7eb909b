package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Topic;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who lives with an agreement said what would be better. */
public record SuggestionMade(UUID agreementId, Pair pair, Doer doer, @Nullable String text)
    implements Story {

  @Override
  public String matter() {
    return agreementId.toString();
  }

  @Override
  public List<Reader> readers() {
    return pair.leads();
  }

  @Override
  public Optional<String> by() {
    return doer.person();
  }

  @Override
  public Content.News words(Reader reader, ZoneId zone) {
    return new Content.News(
        Topic.REVIEW,
        "A suggestion for what %s agreed for %s".formatted(pair.names(), pair.what()),
        new Lines()
            .say(
                doer.says(text, pair.names()),
                "It changes nothing by itself: amend the agreement, or keep it for the review.")
            .sections(),
        "/agreements/" + agreementId,
        zone.getId());
  }
}
