package io.onus.sla.chain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.chain.domain.Chain;
import io.onus.sla.chain.domain.Link;
import io.onus.sla.chain.domain.Slack;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.Phase;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.clock.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for one another, from the top down.
 *
 * @param customer what the whole chain is for
 * @param cut true where the chain goes on beyond what is shown
 */
@Schema(name = "Chain", description = "Requests that wait for one another, without any text.")
public record ChainView(
    UUID rootId, @Nullable CustomerView customer, boolean cut, Instant asOf, List<LinkView> items) {

  /** The order at the top of the chain. */
  @Schema(name = "ChainCustomer")
  public record CustomerView(@Nullable String ref, @Nullable Instant promisedAt) {}

  /**
   * A request at its place.
   *
   * @param depth 0 for the root; a request comes after the one it was made for
   * @param onus whose move it is: PROVIDER, REQUESTER or NOBODY
   * @param mover the department whose move it is
   * @param resolution the clock of the current cycle
   * @param delivery where a calendar moment is owed
   * @param slack until the parent's due, at the root until what the customer was promised; null
   *     where either is missing, as while one is paused
   * @param atRisk whether it is promised only after its parent, and both can still be kept
   */
  @Schema(name = "ChainLink")
  public record LinkView(
      UUID requestId,
      @Nullable UUID parentId,
      int depth,
      String number,
      String from,
      String to,
      @Nullable String service,
      Priority priority,
      @Nullable String status,
      @Nullable String onus,
      @Nullable String mover,
      @Nullable PromiseView resolution,
      @Nullable PromiseView delivery,
      @Nullable SlackView slack,
      boolean atRisk) {

    static LinkView of(Chain chain, Chain.Place place, TrackedRequest request) {
      Link link = place.link();
      return new LinkView(
          link.requestId(),
          link.parentId(),
          place.depth(),
          link.number(),
          link.requester(),
          link.provider(),
          link.service(),
          link.priority(),
          link.status(),
          link.onus(),
          link.mover().orElse(null),
          Links.latest(request, Metric.RESOLUTION).map(PromiseView::of).orElse(null),
          Links.latest(request, Metric.DELIVERY).map(PromiseView::of).orElse(null),
          chain.slack(link).map(SlackView::of).orElse(null),
          chain.risk(link).isPresent());
    }
  }

  /**
   * A promise of the request.
   *
   * @param dueAt null while paused, and where nothing was promised
   */
  @Schema(name = "ChainPromise")
  public record PromiseView(
      UUID clockId, int cycle, Phase phase, Verdict verdict, @Nullable Instant dueAt) {

    static PromiseView of(Clock clock) {
      return new PromiseView(
          clock.face().id(),
          clock.face().cycle(),
          clock.phase(),
          clock.verdict(),
          clock.face().dueAt());
    }
  }

  /** Negative where it is promised too late. */
  @Schema(name = "ChainSlack")
  public record SlackView(
      @Schema(type = SchemaType.STRING, examples = "PT69H") Duration wall,
      @Schema(type = SchemaType.STRING, examples = "PT5H") Duration working) {

    static SlackView of(Slack slack) {
      return new SlackView(slack.wall(), slack.working());
    }
  }
}
