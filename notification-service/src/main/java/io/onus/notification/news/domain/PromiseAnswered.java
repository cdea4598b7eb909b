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
 * What was asked about one clock has its answer, or is not asked any more.
 *
 * @param told the departments that are to know: who asked, or who need not answer now
 * @param proposedDueAt what was proposed, where that was an instant
 */
public record PromiseAnswered(
    ClockedPromise promise,
    Doer doer,
    Kind kind,
    List<String> told,
    @Nullable Instant proposedDueAt,
    @Nullable String reason)
    implements Story {

  /** The answer. */
  public enum Kind {
    AGREED,
    DECLINED,
    WITHDRAWN,
    EXCUSED,
    NOT_EXCUSED
  }

  public PromiseAnswered {
    told = List.copyOf(told);
  }

  @Override
  public String matter() {
    return switch (kind) {
      case AGREED, DECLINED, WITHDRAWN -> promise.due();
      case EXCUSED, NOT_EXCUSED -> promise.excuse();
    };
  }

  @Override
  public List<Reader> readers() {
    return told.stream().distinct().map(promise::reader).toList();
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
            .say(
                who(), doer.says(reason, promise.pair().names()), stands(zone), promise.first(zone))
            .sections(),
        promise.link(),
        zone.getId());
  }

  private String title(ZoneId zone) {
    String owed = promise.owed();
    String proposed = proposedDueAt == null ? "" : " by " + Spelled.moment(proposedDueAt, zone);
    return promise.number()
        + ": "
        + switch (kind) {
          case AGREED -> "both sides agreed on " + owed + promise.byWhen(zone);
          case DECLINED -> owed + proposed + " was declined";
          case WITHDRAWN -> owed + proposed + " is not proposed any more";
          case EXCUSED -> promise.owedBy() + " is excused from " + owed;
          case NOT_EXCUSED -> promise.owedBy() + " is not excused from " + owed;
        };
  }

  private @Nullable String who() {
    if (doer.person().isEmpty()) {
      return null;
    }
    String name = doer.name(promise.pair().names());
    return switch (kind) {
      case AGREED -> name + " accepted.";
      case DECLINED -> name + " declined.";
      case WITHDRAWN -> name + " took it back.";
      case EXCUSED -> name + " approved it.";
      case NOT_EXCUSED -> name + " declined it.";
    };
  }

  private @Nullable String stands(ZoneId zone) {
    return switch (kind) {
      case AGREED, EXCUSED -> null;
      case DECLINED, WITHDRAWN, NOT_EXCUSED ->
          promise.dueAt() == null
              ? "Nothing changes."
              : "It stays due %s.".formatted(Spelled.moment(promise.dueAt(), zone));
    };
  }
}
