package io.onus.notification.news;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.news.TermsPart.ObjectivePart;
import io.onus.notification.news.domain.BudgetCrossed;
import io.onus.notification.news.domain.BudgetCrossed.Burn;
import io.onus.notification.news.domain.Doer;
import io.onus.notification.news.domain.NegotiationMoved;
import io.onus.notification.news.domain.NegotiationMoved.Move;
import io.onus.notification.news.domain.OfferMade;
import io.onus.notification.news.domain.Pair;
import io.onus.notification.news.domain.ReviewDone;
import io.onus.notification.news.domain.ReviewDue;
import io.onus.notification.news.domain.Story;
import io.onus.notification.news.domain.SuggestionMade;
import io.onus.notification.news.domain.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code io.onus.agreement.*} events. Other fields are none of our business, and
 * words we do not know are taken as they are: only the agreement and its two departments must be
 * there.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record AgreementEvent(
    @Nullable ActorPart actor,
    @Nullable UUID agreementId,
    @Nullable String requester,
    @Nullable String provider,
    @Nullable String service,
    @Nullable String status,
    @Nullable Integer version,
    @Nullable TermsPart terms,
    @Nullable String note,
    @Nullable String reason,
    @Nullable String text,
    @Nullable Instant expiresAt,
    @Nullable Instant endsAt,
    @Nullable String reviewOn,
    @Nullable String outcome,
    @Nullable String nextReviewOn,
    @Nullable PublicationPart publication,
    @Nullable String department,
    @Nullable ObjectivePart objective,
    @Nullable Instant from,
    @Nullable Integer promised,
    @Nullable Integer kept,
    @Nullable Integer breached,
    @Nullable Integer waived,
    @Nullable BigDecimal percentKept,
    @Nullable Integer allowed,
    @Nullable Integer left,
    @Nullable BurnPart longBurn,
    @Nullable BurnPart shortBurn,
    @Nullable List<MoneyPart> cost,
    @Nullable String link) {

  private static final String TYPE_PREFIX = "io.onus.agreement.";
  private static final String TYPE_SUFFIX = ".v1";

  /** The types that mean something here; those that came later than this service do not. */
  private static final Set<String> KNOWN =
      Set.of(
          "budget-warned",
          "budget-spent",
          "proposed",
          "countered",
          "signed",
          "declined",
          "withdrawn",
          "expired",
          "ended",
          "review-due",
          "reviewed",
          "suggested");

  /** Statuses of an agreement that is in force whatever becomes of an offer to change it. */
  private static final Set<String> SIGNED = Set.of("SIGNED", "AMENDING");

  @JsonIgnoreProperties(ignoreUnknown = true)
  record PublicationPart(@Nullable UUID offerId) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record BurnPart(@Nullable String window, @Nullable BigDecimal rate) {}

  static boolean isNews(String type) {
    return KNOWN.contains(name(type));
  }

  private static String name(String type) {
    return type.startsWith(TYPE_PREFIX) && type.endsWith(TYPE_SUFFIX)
        ? type.substring(TYPE_PREFIX.length(), type.length() - TYPE_SUFFIX.length())
        : "";
  }

  /**
   * @throws PoisonRecord where it does not say what it is about
   */
  Optional<Story> story(String type) {
    UUID id = required("agreementId", agreementId);
    Pair pair = new Pair(required("requester", requester), required("provider", provider), service);
    Doer doer = ActorPart.doer(actor);
    return Optional.ofNullable(
        switch (name(type)) {
          case "proposed" -> offer(id, pair, doer, proposal());
          case "countered" -> offer(id, pair, doer, OfferMade.Kind.COUNTERED);
          case "signed" -> moved(id, pair, doer, Move.SIGNED);
          case "declined" -> moved(id, pair, doer, Move.DECLINED);
          case "withdrawn" -> moved(id, pair, doer, Move.WITHDRAWN);
          case "expired" -> moved(id, pair, doer, Move.EXPIRED);
          case "ended" -> moved(id, pair, doer, Move.ENDED);
          case "review-due" -> new ReviewDue(id, pair, Lenient.date(reviewOn));
          case "reviewed" -> new ReviewDone(id, pair, doer, outcome, Lenient.date(nextReviewOn));
          case "suggested" -> new SuggestionMade(id, pair, doer, text);
          case "budget-warned" -> budget(id, pair, false);
          case "budget-spent" -> budget(id, pair, true);
          default -> null;
        });
  }

  private OfferMade.Kind proposal() {
    if (publication != null) {
      return OfferMade.Kind.PUBLISHED;
    }
    return SIGNED.contains(String.valueOf(status))
        ? OfferMade.Kind.AMENDMENT
        : OfferMade.Kind.PROPOSED;
  }

  private OfferMade offer(UUID id, Pair pair, Doer doer, OfferMade.Kind kind) {
    return new OfferMade(id, pair, doer, kind, note, expiresAt, read());
  }

  private NegotiationMoved moved(UUID id, Pair pair, Doer doer, Move move) {
    return new NegotiationMoved(
        id,
        pair,
        doer,
        move,
        version,
        reason,
        endsAt,
        SIGNED.contains(String.valueOf(status)),
        read());
  }

  private @Nullable Terms read() {
    return terms == null ? null : terms.terms();
  }

  private BudgetCrossed budget(UUID id, Pair pair, boolean spent) {
    return new BudgetCrossed(
        id,
        pair,
        required("department", department),
        spent,
        from,
        orZero(promised),
        orZero(kept),
        orZero(breached),
        orZero(waived),
        percentKept,
        orZero(allowed),
        orZero(left),
        objective == null ? null : objective.percent(),
        objective == null ? null : Lenient.length(objective.window()),
        burns(),
        money(),
        link == null ? "/agreements/" + id : link);
  }

  private List<Burn> burns() {
    List<Burn> burns = new ArrayList<>();
    for (BurnPart burn : Stream.of(longBurn, shortBurn).filter(Objects::nonNull).toList()) {
      if (burn.rate != null) {
        burns.add(new Burn(Lenient.length(burn.window), burn.rate));
      }
    }
    return burns;
  }

  private List<Money> money() {
    return cost == null
        ? List.of()
        : cost.stream().map(MoneyPart::money).filter(Objects::nonNull).toList();
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null || value.toString().isBlank()) {
      throw new PoisonRecord("no agreement event: " + field + " is missing");
    }
    return value;
  }
}
