package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.domain.Spelled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request is promised only after the one it is made for: even if everybody keeps their word, that
 * one will be late.
 *
 * @param gap how much later, on the wall
 * @param workingGap the same in the working hours of the request that comes too late
 */
public record ChainAtRisk(
    Link child,
    Link parent,
    @Nullable Duration gap,
    @Nullable Duration workingGap,
    @Nullable String customer,
    @Nullable Instant customerPromisedAt)
    implements Story {

  /** One of the two requests. */
  public record Link(
      UUID requestId,
      UUID clockId,
      String number,
      String requester,
      String provider,
      @Nullable String metric,
      @Nullable Instant dueAt) {

    String promise(ZoneId zone) {
      return "%s promised %s %s for %s%s."
          .formatted(
              provider,
              requester,
              Spelled.owed(metric),
              number,
              dueAt == null ? "" : " by " + Spelled.moment(dueAt, zone));
    }
  }

  @Override
  public String matter() {
    return child.clockId().toString();
  }

  @Override
  public List<Reader> readers() {
    return Reader.leadsOf(child.provider(), parent.provider());
  }

  @Override
  public Optional<String> by() {
    return Optional.empty();
  }

  @Override
  public Content.News words(Reader reader, ZoneId zone) {
    boolean waits = reader.department().equals(parent.provider());
    return new Content.News(
        Topic.CHAIN,
        "%s waits for %s, which is promised too late for it"
            .formatted(parent.number(), child.number()),
        new Lines()
            .say(
                parent.promise(zone),
                "It waits for " + child.number() + ": " + child.promise(zone),
                gap == null ? null : late(gap),
                order(zone),
                waits
                    ? "Ask %s for an earlier promise, or %s for a later one."
                        .formatted(child.provider(), parent.requester())
                    : "An earlier promise for %s would mend it.".formatted(child.number()))
            .sections(),
        "/requests/" + (waits ? parent.requestId() : child.requestId()),
        zone.getId());
  }

  private String late(Duration wall) {
    String working =
        workingGap == null ? "" : ", " + Spelled.workingTime(workingGap) + " of working time";
    return "That is %s too late%s.".formatted(Spelled.length(wall), working);
  }

  private @Nullable String order(ZoneId zone) {
    if (customer == null && customerPromisedAt == null) {
      return null;
    }
    String ref = customer == null ? "the customer" : Spelled.oneLine(customer);
    return customerPromisedAt == null
        ? "It is all for " + ref + "."
        : "It is all for %s, promised %s.".formatted(ref, Spelled.moment(customerPromisedAt, zone));
  }
}
