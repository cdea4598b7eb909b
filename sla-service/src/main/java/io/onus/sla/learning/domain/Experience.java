package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was measured of many requests, by service, metric and priority. */
public final class Experience {

  /** The measured times of one metric and priority. */
  public record Line(
      Metric metric,
      Priority priority,
      int count,
      Percentiles working,
      Percentiles wall,
      SensibleTarget suggestion) {}

  /**
   * @param service null where requests of all services are in it
   */
  public record OfService(@Nullable String service, int requests, List<Line> lines) {}

  private record Kind(Metric metric, Priority priority) {

    static final Comparator<Kind> IN_ORDER =
        Comparator.comparing(Kind::metric).thenComparing(Kind::priority);
  }

  /** Working and wall times of the same things. */
  private static final class Both {

    private final Times working = new Times();
    private final Times wall = new Times();

    void addAll(Both other) {
      working.addAll(other.working);
      wall.addAll(other.wall);
    }
  }

  private static final class Service {

    private int requests;
    private final Map<Kind, Both> times = new TreeMap<>(Kind.IN_ORDER);

    Both of(Kind kind) {
      return times.computeIfAbsent(kind, any -> new Both());
    }

    void addAll(Service other) {
      requests += other.requests;
      other.times.forEach((kind, both) -> of(kind).addAll(both));
    }
  }

  private final Map<@Nullable String, Service> services = new HashMap<>();

  /** Counts a request and all that was measured of it. */
  public void add(@Nullable String service, List<Measured> ofRequest) {
    Service of = services.computeIfAbsent(service, any -> new Service());
    of.requests++;
    for (Measured one : ofRequest) {
      Both both = of.of(new Kind(one.metric(), one.priority()));
      both.working.add(one.working());
      both.wall.add(one.wall());
    }
  }

  public void addAll(Experience other) {
    other.services.forEach(
        (service, its) -> services.computeIfAbsent(service, any -> new Service()).addAll(its));
  }

  /** All services together. */
  public OfService together() {
    Service all = new Service();
    services.values().forEach(all::addAll);
    return shown(null, all);
  }

  /** The services with the most requests, most first. */
  public List<OfService> busiest(int most) {
    return services.entrySet().stream()
        .filter(entry -> entry.getKey() != null)
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, Service> entry) -> -entry.getValue().requests)
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(entry -> shown(entry.getKey(), entry.getValue()))
        .toList();
  }

  public int services() {
    return services.size();
  }

  private static OfService shown(@Nullable String name, Service service) {
    List<Line> lines = new ArrayList<>();
    service.times.forEach((kind, both) -> lines.add(line(kind, both)));
    return new OfService(name, service.requests, List.copyOf(lines));
  }

  private static Line line(Kind kind, Both both) {
    long[] working = both.working.sorted();
    return new Line(
        kind.metric(),
        kind.priority(),
        working.length,
        Percentiles.of(working),
        Percentiles.of(both.wall.sorted()),
        SensibleTarget.of(working));
  }
}
