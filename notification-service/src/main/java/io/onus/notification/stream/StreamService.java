package io.onus.notification.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.stream.domain.Reader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class StreamService {

  private static final Logger LOG = Logger.getLogger(StreamService.class);

  private static final int AT_ONCE = 100;
  private static final Duration COMMENT_EVERY = Duration.ofSeconds(15);

  /** Who takes nothing for so long is gone, even if nobody has said so. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long RECONNECT_MILLIS = 2000;

  private final StreamStore store;
  private final StreamHub hub;
  private final DeliveryService deliveries;
  private final Transactions transactions;
  private final WallClock clock;
  private final ObjectMapper mapper;
  private final String linkBase;
  private final Duration looksBack;

  StreamService(
      StreamStore store,
      StreamHub hub,
      DeliveryService deliveries,
      Transactions transactions,
      WallClock clock,
      ObjectMapper mapper,
      @ConfigProperty(name = "onus.link-base") String linkBase,
      @ConfigProperty(name = "onus.stream.looks-back") Duration looksBack) {
    this.store = store;
    this.hub = hub;
    this.deliveries = deliveries;
    this.transactions = transactions;
    this.clock = clock;
    this.mapper = mapper;
    this.linkBase = linkBase.replaceAll("/+$", "");
    this.looksBack = looksBack;
  }

  /**
   * Where a stream begins. A reader who names the last item they have shows by it that they have
   * all before it; who names none begins with what is not known to have arrived.
   */
  long begin(Reader reader, @Nullable Long lastRead) {
    return transactions.call(
        () -> {
          // Also what was told a moment ago, here or elsewhere.
          store.number(Integer.MAX_VALUE);
          long last = store.last();
          if (lastRead == null) {
            return store.beforeFirstUnread(reader, clock.now().minus(looksBack)).orElse(last);
          }
          long place = Math.min(lastRead, last);
          deliveries.readUpTo(reader.personId(), reader.email(), place);
          return place;
        });
  }

  /** Opens it where there is room; what it gives comes from a thread of its own. */
  Flow.Publisher<OutboundSseEvent> open(OpenStream stream, long place, Sse sse) {
    hub.enter(stream);
    return subscriber -> {
      stream.takenBy(subscriber);
      Thread.ofVirtual().name("stream").start(() -> run(stream, place, sse));
    };
  }

  private void run(OpenStream stream, long place, Sse sse) {
    try {
      OutboundSseEvent hello =
          sse.newEventBuilder().reconnectDelay(RECONNECT_MILLIS).comment("here").build();
      if (stream.give(hello, PATIENCE)) {
        giveAll(stream, place, sse);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // It ends, and its reader comes back to where they were.
      LOG.warnf(e, "a stream broke off");
    } finally {
      hub.leave(stream);
      stream.end();
    }
  }

  private void giveAll(OpenStream stream, long begin, Sse sse) throws InterruptedException {
    OutboundSseEvent comment = sse.newEventBuilder().comment("").build();
    long place = begin;
    while (true) {
      List<StreamItem> items = read(stream.reader(), place);
      for (StreamItem item : items) {
        if (!stream.give(event(item, sse), PATIENCE)) {
          return;
        }
        place = item.number();
      }
      if (items.size() == AT_ONCE) {
        continue;
      }
      if (stream.isOver()) {
        return;
      }
      if (!stream.await(COMMENT_EVERY) && !stream.isOver() && !stream.give(comment, PATIENCE)) {
        return;
      }
    }
  }

  private List<StreamItem> read(Reader reader, long place) {
    return transactions.callInNew(() -> store.after(reader, place, AT_ONCE));
  }

  private OutboundSseEvent event(StreamItem item, Sse sse) {
    StreamWords words = StreamWords.of(item.content(), linkBase, clock.now());
    return sse.newEventBuilder()
        .id(String.valueOf(item.number()))
        .name(item.kind().toLowerCase(Locale.ROOT).replace('_', '-'))
        .data(json(StreamItemView.of(item, words)))
        .build();
  }

  private String json(StreamItemView view) {
    try {
      return mapper.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an item must be JSON", e);
    }
  }
}
