package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.domain.Spelled;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The day both leads wanted to look at their agreement again has come. */
public record ReviewDue(UUID agreementId, Pair pair, @Nullable LocalDate on) implements Story {

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
    return Optional.empty();
  }

  @Override
  public Content.News words(Reader reader, ZoneId zone) {
    return new Content.News(
        Topic.REVIEW,
        "Time to review what %s agreed for %s".formatted(pair.names(), pair.what()),
        new Lines()
            .say(
                on == null ? null : "It was to be looked at again on " + Spelled.date(on) + ".",
                "Say whether to keep, amend or end it. The review is closed once both leads have"
                    + " said the same.")
            .sections(),
        "/agreements/" + agreementId,
        zone.getId());
  }
}
