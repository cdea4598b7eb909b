package io.onus.sla.chain.domain;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A request with all that others were asked for its sake, from the top down. */
public final class Chain {

  /**
   * A request at its place.
   *
   * @param depth 0 for the root
   */
  public record Place(Link link, int depth) {}

  private final Map<UUID, Link> byId = new LinkedHashMap<>();
  private final UUID rootId;

  /**
   * @param links in any order; what does not hang together with the root is left out
   */
  public Chain(UUID rootId, List<Link> links) {
    this.rootId = rootId;
    links.forEach(link -> byId.put(link.requestId(), link));
  }

  /** The root first, then each child after its parent, siblings by number. */
  public List<Place> places() {
    Map<UUID, List<Link>> children = new HashMap<>();
    byId.values().stream()
        .filter(link -> link.parentId() != null)
        .forEach(
            link ->
                children
                    .computeIfAbsent(
                        Objects.requireNonNull(link.parentId()), id -> new ArrayList<>())
                    .add(link));
    List<Place> places = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    Deque<Place> ahead = new ArrayDeque<>();
    Optional.ofNullable(byId.get(rootId)).ifPresent(root -> ahead.push(new Place(root, 0)));
    while (!ahead.isEmpty()) {
      Place place = ahead.pop();
      if (seen.add(place.link().requestId())) {
        places.add(place);
        children.getOrDefault(place.link().requestId(), List.of()).stream()
            .sorted(Comparator.comparing(Link::number).reversed())
            .forEach(child -> ahead.push(new Place(child, place.depth() + 1)));
      }
    }
    return places;
  }

  /** Who may read it: everybody in it reads all of it. */
  public boolean concerns(Set<String> departments) {
    return byId.values().stream()
        .anyMatch(
            link ->
                departments.contains(link.requester()) || departments.contains(link.provider()));
  }

  /**
   * What a request's promise leaves until the one that rests on it: its parent's, or at the root
   * what the customer was promised.
   */
  public Optional<Slack> slack(Link link) {
    return link.due().flatMap(due -> limit(link).map(due::until));
  }

  private Optional<Instant> limit(Link link) {
    if (link.requestId().equals(rootId)) {
      return Optional.ofNullable(link.customer()).map(Link.Customer::promisedAt);
    }
    return parent(link).flatMap(Link::due).map(Due::at);
  }

  public Optional<ChainRisk> risk(Link link) {
    return parent(link).flatMap(parent -> ChainRisk.of(link, parent));
  }

  private Optional<Link> parent(Link link) {
    return Optional.ofNullable(link.parentId()).map(byId::get);
  }
}
