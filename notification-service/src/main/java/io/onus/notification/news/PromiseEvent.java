package io.onus.notification.news;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.notification.news.domain.ChainAtRisk;
import io.onus.notification.news.domain.ClockedPromise;
import io.onus.notification.news.domain.Doer;
import io.onus.notification.news.domain.Pair;
import io.onus.notification.news.domain.PromiseAnswered;
import io.onus.notification.news.domain.PromiseAsked;
import io.onus.notification.news.domain.Story;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is read of the events of {@code onus.sla.v1} in which both sides talk about a promise, or
 * that tell of a chain. What a clock did by itself is for alerts.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PromiseEvent(
    @Nullable ActorPart actor,
    @Nullable UUID clockId,
    @Nullable UUID requestId,
    @Nullable String requestNumber,
    @Nullable String requester,
    @Nullable String provider,
    @Nullable String service,
    @Nullable String assignee,
    @Nullable String metric,
    @Nullable ObligorPart obligor,
    @Nullable Instant dueAt,
    @Nullable Instant originalDueAt,
    @Nullable Instant proposedDueAt,
    @Nullable String agreed,
    @Nullable String because,
    @Nullable String reason,
    @Nullable String awaiting,
    @Nullable ParentPart parent,
    @Nullable String gap,
    @Nullable String workingGap,
    @Nullable CustomerPart customer,
    @Nullable String link,
    @Nullable Boolean imported) {

  private static final String TYPE_PREFIX = "io.onus.sla.";
  private static final String TYPE_SUFFIX = ".v1";

  private static final Set<String> KNOWN =
      Set.of(
          "renegotiation-proposed",
          "renegotiation-countered",
          "renegotiation-declined",
          "renegotiation-withdrawn",
          "waiver-asked",
          "waiver-declined",
          "clock-renegotiated",
          "clock-waived",
          "chain-at-risk");

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ObligorPart(@Nullable String department) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ParentPart(
      @Nullable UUID requestId,
      @Nullable UUID clockId,
      @Nullable String requestNumber,
      @Nullable String requester,
      @Nullable String provider,
      @Nullable String metric,
      @Nullable Instant dueAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record CustomerPart(@Nullable String ref, @Nullable Instant promisedAt) {}

  static boolean isNews(String type) {
    return KNOWN.contains(name(type));
  }

  private static String name(String type) {
    return type.startsWith(TYPE_PREFIX) && type.endsWith(TYPE_SUFFIX)
        ? type.substring(TYPE_PREFIX.length(), type.length() - TYPE_SUFFIX.length())
        : "";
  }

  boolean isHistory() {
    return Boolean.TRUE.equals(imported);
  }

  /**
   * @throws PoisonRecord where it does not say what it is about
   */
  Optional<Story> story(String type) {
    return Optional.ofNullable(
        switch (name(type)) {
          case "renegotiation-proposed" -> asked(PromiseAsked.Kind.PROPOSED);
          case "renegotiation-countered" -> asked(PromiseAsked.Kind.COUNTERED);
          case "waiver-asked" -> asked(PromiseAsked.Kind.EXCUSE);
          case "renegotiation-declined" -> answered(PromiseAnswered.Kind.DECLINED, across());
          case "renegotiation-withdrawn" -> answered(PromiseAnswered.Kind.WITHDRAWN, across());
          case "clock-renegotiated" ->
              bothAgreed() ? answered(PromiseAnswered.Kind.AGREED, across()) : null;
          case "waiver-declined" -> answered(PromiseAnswered.Kind.NOT_EXCUSED, owing());
          case "clock-waived" -> answered(PromiseAnswered.Kind.EXCUSED, owing());
          case "chain-at-risk" -> chain();
          default -> null;
        });
  }

  /** Priorities, calendars and agreements move promises as well, and nobody asked for those. */
  private boolean bothAgreed() {
    return agreed != null && because == null;
  }

  private PromiseAsked asked(PromiseAsked.Kind kind) {
    return new PromiseAsked(
        promise(), doer(), kind, required("awaiting", awaiting), proposedDueAt, reason);
  }

  private PromiseAnswered answered(PromiseAnswered.Kind kind, List<String> told) {
    return new PromiseAnswered(promise(), doer(), kind, told, proposedDueAt, reason);
  }

  private List<String> across() {
    return pair().across(doer().side());
  }

  private List<String> owing() {
    return List.of(owedBy());
  }

  private String owedBy() {
    return required("obligor.department", obligor == null ? null : obligor.department);
  }

  private Doer doer() {
    return ActorPart.doer(actor);
  }

  private Pair pair() {
    return new Pair(required("requester", requester), required("provider", provider), service);
  }

  private ClockedPromise promise() {
    UUID request = required("requestId", requestId);
    return new ClockedPromise(
        required("clockId", clockId),
        request,
        requestNumber == null ? request.toString() : requestNumber,
        pair(),
        owedBy(),
        metric,
        dueAt,
        originalDueAt,
        assignee,
        link == null ? "/requests/" + request : link);
  }

  private ChainAtRisk chain() {
    ParentPart waits = required("parent", parent);
    return new ChainAtRisk(
        link(requestId, clockId, requestNumber, requester, provider, metric, dueAt),
        link(
            waits.requestId,
            waits.clockId,
            waits.requestNumber,
            waits.requester,
            waits.provider,
            waits.metric,
            waits.dueAt),
        Lenient.length(gap),
        Lenient.length(workingGap),
        customer == null ? null : customer.ref,
        customer == null ? null : customer.promisedAt);
  }

  private static ChainAtRisk.Link link(
      @Nullable UUID requestId,
      @Nullable UUID clockId,
      @Nullable String number,
      @Nullable String requester,
      @Nullable String provider,
      @Nullable String metric,
      @Nullable Instant dueAt) {
    UUID request = required("requestId", requestId);
    return new ChainAtRisk.Link(
        request,
        required("clockId", clockId),
        number == null ? request.toString() : number,
        required("requester", requester),
        required("provider", provider),
        metric,
        dueAt);
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null || value.toString().isBlank()) {
      throw new PoisonRecord("no event of a promise: " + field + " is missing");
    }
    return value;
  }
}
