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

/**
 * A negotiation came to something, and both sides are to know what.
 *
 * @param stands whether something signed stays in force whatever became of the offer
 */
public record NegotiationMoved(
    UUID agreementId,
    Pair pair,
    Doer doer,
    Move move,
    @Nullable Integer version,
    @Nullable String reason,
    @Nullable Instant endsAt,
    boolean stands,
    @Nullable Terms terms)
    implements Story {

  /** What became of it. */
  public enum Move {
    SIGNED,
    DECLINED,
    WITHDRAWN,
    EXPIRED,
    ENDED
  }

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
  public boolean settles() {
    return true;
  }

  @Override
  public Content.News words(Reader reader, ZoneId zone) {
    return new Content.News(
        Topic.NEGOTIATION,
        title(zone),
        new Lines()
            .say(who(), doer.says(reason, pair.names()), consequence())
            .under("What is agreed", agreed())
            .sections(),
        "/agreements/" + agreementId,
        zone.getId());
  }

  private String title(ZoneId zone) {
    String between = pair.names();
    return switch (move) {
      case SIGNED ->
          "%s have signed for %s%s"
              .formatted(between, pair.what(), version == null ? "" : ", version " + version);
      case DECLINED -> "%s: the offer for %s was declined".formatted(between, pair.what());
      case WITHDRAWN -> "%s: the offer for %s was taken back".formatted(between, pair.what());
      case EXPIRED ->
          "%s: nobody answered the offer for %s in time".formatted(between, pair.what());
      case ENDED ->
          "%s: the agreement for %s ends%s"
              .formatted(
                  between, pair.what(), endsAt == null ? "" : " " + Spelled.moment(endsAt, zone));
    };
  }

  private @Nullable String who() {
    if (doer.person().isEmpty()) {
      return null;
    }
    String name = doer.name(pair.names());
    return switch (move) {
      case SIGNED -> name + " signed as the second.";
      case DECLINED -> name + " declined it.";
      case WITHDRAWN -> name + " took it back.";
      case EXPIRED -> null;
      case ENDED -> name + " gave notice.";
    };
  }

  private @Nullable String consequence() {
    return switch (move) {
      case SIGNED -> null;
      case ENDED -> "Requests that began under it keep their terms.";
      case DECLINED, WITHDRAWN, EXPIRED ->
          stands ? "What is signed stays in force." : "Nothing is agreed by it.";
    };
  }

  private List<String> agreed() {
    return move == Move.SIGNED && terms != null ? terms.lines() : List.of();
  }
}
