package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Content;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Something that happened and that people should know, though nobody has to acknowledge it. */
public sealed interface Story
    permits BudgetCrossed,
        ChainAtRisk,
        NegotiationMoved,
        OfferMade,
        PromiseAnswered,
        PromiseAsked,
        ReviewDone,
        ReviewDue,
        SuggestionMade {

  /** What it is about: the same for a question and its answer. */
  String matter();

  /** Whom it is told. */
  List<Reader> readers();

  /** The id of the person who did it and knows it. */
  Optional<String> by();

  /**
   * @param zone the zone the reader's department works in
   */
  Content.News words(Reader reader, ZoneId zone);

  /** Whether somebody is to answer; nobody need be asked any more once that is {@link #settles}. */
  default boolean asks() {
    return false;
  }

  /** Whether what was asked before in the same matter is answered, or asked otherwise, by it. */
  default boolean settles() {
    return false;
  }
}
