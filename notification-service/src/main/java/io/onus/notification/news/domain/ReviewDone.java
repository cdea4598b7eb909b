package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.domain.Spelled;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Both leads said the same of their agreement. */
public record ReviewDone(
    UUID agreementId, Pair pair, Doer doer, @Nullable String outcome, @Nullable LocalDate nextOn)
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
    String said = outcome == null ? "the same" : outcome.toLowerCase(Locale.ROOT);
    return new Content.News(
        Topic.REVIEW,
        "%s have reviewed what they agreed for %s: %s".formatted(pair.names(), pair.what(), said),
        new Lines()
            .say(
                "Both leads said: " + said + ".",
                nextOn == null ? null : "The next review is on " + Spelled.date(nextOn) + ".")
            .sections(),
        "/agreements/" + agreementId,
        zone.getId());
  }
}
