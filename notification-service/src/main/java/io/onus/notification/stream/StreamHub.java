package io.onus.notification.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.problem.Problem;
import io.onus.kit.tx.Transactions;
import io.onus.notification.delivery.DeliverySignal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The streams that are open here. One thread gives what was told its place and wakes those it
 * concerns; each stream reads for itself. What other replicas told is found by looking each second.
 */
@ApplicationScoped
class StreamHub {

  private static final Duration LONGEST_PARK = Duration.ofSeconds(1);
  private static final int NUMBERED_AT_ONCE = 1000;
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(30);
  private static final Duration COME_BACK = Duration.ofSeconds(30);

  private final StreamStore store;
  private final DeliverySignal signal;
  private final Transactions transactions;
  private final int perCaller;
  private final int atOnce;

  private final Object lock = new Object();
  private final Set<OpenStream> open = new HashSet<>();
  private final Map<String, Integer> byCaller = new HashMap<>();
  private final BackgroundLoop loop = new BackgroundLoop("stream", this::step);
  private long seen = -1;

  StreamHub(
      StreamStore store,
      DeliverySignal signal,
      Transactions transactions,
      MeterRegistry meters,
      @ConfigProperty(name = "onus.stream.per-caller") int perCaller,
      @ConfigProperty(name = "onus.stream.at-once") int atOnce) {
    this.store = store;
    this.signal = signal;
    this.transactions = transactions;
    this.perCaller = perCaller;
    this.atOnce = atOnce;
    meters.gauge("onus.streams", this, StreamHub::count);
  }

  void start(@Observes StartupEvent event) {
    signal.listen(loop::wake);
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
    all().forEach(OpenStream::cancel);
  }

  /** Makes room for one more stream, or refuses. */
  void enter(OpenStream stream) {
    synchronized (lock) {
      if (byCaller.getOrDefault(stream.caller(), 0) >= perCaller) {
        throw Problem.tooManyRequests(
            "You have " + perCaller + " streams open. Close one first.", COME_BACK);
      }
      if (open.size() >= atOnce) {
        throw Problem.unavailable("There are too many streams open here just now.", COME_BACK);
      }
      open.add(stream);
      byCaller.merge(stream.caller(), 1, Integer::sum);
    }
  }

  void leave(OpenStream stream) {
    synchronized (lock) {
      if (open.remove(stream)) {
        byCaller.computeIfPresent(stream.caller(), (caller, n) -> n == 1 ? null : n - 1);
      }
    }
  }

  private Duration step() {
    int numbered = transactions.callInNew(() -> store.number(NUMBERED_AT_ONCE));
    all().stream().filter(stream -> stream.isAbandoned(BEGINS_WITHIN)).forEach(this::leave);
    List<OpenStream> streams = all();
    if (streams.isEmpty()) {
      // Who comes later begins with a look of their own.
      seen = -1;
      return numbered == NUMBERED_AT_ONCE ? Duration.ZERO : LONGEST_PARK;
    }
    long last = transactions.callInNew(store::last);
    if (seen < 0) {
      streams.forEach(OpenStream::wake);
    } else if (last > seen) {
      Set<String> changed = Set.copyOf(transactions.callInNew(() -> store.changed(seen)));
      streams.stream().filter(stream -> stream.concerns(changed)).forEach(OpenStream::wake);
    }
    seen = last;
    return numbered == NUMBERED_AT_ONCE ? Duration.ZERO : LONGEST_PARK;
  }

  private List<OpenStream> all() {
    synchronized (lock) {
      return new ArrayList<>(open);
    }
  }

  private int count() {
    synchronized (lock) {
      return open.size();
    }
  }
}
