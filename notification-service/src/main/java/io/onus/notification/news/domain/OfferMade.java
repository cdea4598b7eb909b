package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.domain.Spelled;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Terms are on the table, and the other side is to say what it thinks of them. */
public record OfferMade(
    UUID agreementId,
    Pair pair,
    Doer doer,
    Kind kind,
    @Nullable String note,
    @Nullable Instant expiresAt,
    @Nullable Terms terms)
    implements Story {

  /** What they are put against. */
  public enum Kind {
    PROPOSED,
    COUNTERED,
    /** For the next version of what is signed. */
    AMENDMENT,
    /** The provider has newer terms for everybody; the agreement stands as it did. */
    PUBLISHED
  }

  @Override
  public String matter() {
    return agreementId.toString();
  }

  @Override
  public List<Reader> readers() {
    return Reader.leadsOf(pair.across(doer.side()).toArray(String[]::new));
  }

  @Override
  public Optional<String> by() {
    return doer.person();
  }

  @Override
  public boolean asks() {
    return true;
  }

  @Override
  public boolean settles() {
    return kind == Kind.COUNTERED;
  }

  @Override
  public Content.News words(Reader reader, ZoneId zone) {
    String maker = pair.other(reader.department());
    String title =
        switch (kind) {
          case PROPOSED -> "%s proposes terms to %s for %s";
          case COUNTERED -> "%s answers %s with other terms for %s";
          case AMENDMENT -> "%s proposes to %s to change what is agreed for %s";
          case PUBLISHED -> "%s has newer terms than those agreed with %s for %s";
        };
    Lines lines =
        new Lines()
            .say(
                doer.says(note, maker),
                kind == Kind.PUBLISHED
                    ? "What is agreed stays as it is until you accept the newer terms."
                    : "It is your move: accept, counter or decline.",
                expiresAt == null
                    ? null
                    : "The offer expires " + Spelled.moment(expiresAt, zone) + ".")
            .under("On the table", terms == null ? List.of() : terms.lines());
    return new Content.News(
        Topic.NEGOTIATION,
        title.formatted(maker, reader.department(), pair.what()),
        lines.sections(),
        "/agreements/" + agreementId,
        zone.getId());
  }
}
