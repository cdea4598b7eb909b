package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.domain.Spelled;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One side would have another due instant for one clock, or be excused from it, and the other side
 * is to answer.
 *
 * @param awaiting the department that is to answer
 * @param proposedDueAt null where an excuse is asked for
 */
public record PromiseAsked(
    ClockedPromise promise,
    Doer doer,
    Kind kind,
    String awaiting,
    @Nullable Instant proposedDueAt,
    @Nullable String reason)
    implements Story {

  /** What is asked. */
  public enum Kind {
    PROPOSED,
    COUNTERED,
    EXCUSE
  }

  @Override
  public String matter() {
    return kind == Kind.EXCUSE ? promise.excuse() : promise.due();
  }

  @Override
  public List<Reader> readers() {
    return List.of(promise.reader(awaiting));
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
    String asker = promise.pair().other(awaiting);
    return new Content.News(
        Topic.NEGOTIATION,
        title(asker, zone),
        new Lines()
            .say(now(zone), promise.first(zone), doer.says(reason, asker), move())
            .sections(),
        promise.link(),
        zone.getId());
  }

  private String title(String asker, ZoneId zone) {
    String by = proposedDueAt == null ? "" : " by " + Spelled.moment(proposedDueAt, zone);
    return switch (kind) {
      case PROPOSED ->
          "%s: %s proposes %s%s".formatted(promise.number(), asker, promise.owed(), by);
      case COUNTERED ->
          "%s: %s answers with %s%s".formatted(promise.number(), asker, promise.owed(), by);
      case EXCUSE ->
          "%s: %s asks to be excused from %s".formatted(promise.number(), asker, promise.owed());
    };
  }

  private String now(ZoneId zone) {
    return promise.dueAt() == null
        ? "%s owes %s.".formatted(promise.owedBy(), promise.owed())
        : "Now %s owes %s%s.".formatted(promise.owedBy(), promise.owed(), promise.byWhen(zone));
  }

  private String move() {
    return switch (kind) {
      case PROPOSED, COUNTERED -> "It is your move: accept, counter or decline.";
      case EXCUSE -> "A lead of %s decides.".formatted(awaiting);
    };
  }
}
