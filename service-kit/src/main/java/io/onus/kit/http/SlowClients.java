package io.onus.kit.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.onus.kit.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Cuts off who sends a request drop by drop. The framework only knows how long nothing may come; a
 * byte every few seconds would hold a connection, and what waits behind it, for ever.
 *
 * <p>The headers must be complete within {@code onus.http.header-timeout} of their first byte. A
 * body must, after {@code onus.http.body-grace}, have come at {@code onus.http.body-min-rate} bytes
 * a second on average; its sender gets a 408. A connection on which nothing is asked closes after
 * {@code onus.http.keep-alive}, however long an answer may take to be made.
 */
@ApplicationScoped
public class SlowClients {

  private static final Logger LOG = Logger.getLogger(SlowClients.class);

  private static final int PRIORITY = SecurityHeaders.FIRST - 10;

  /** What a connection is held to. */
  record Patience(Duration headers, Duration bodyGrace, long bodyMinRate, Duration keepAlive) {}

  private final Vertx vertx;
  private final EarlyAnswer answer;
  private final Patience patience;

  SlowClients(
      Vertx vertx,
      EarlyAnswer answer,
      @ConfigProperty(name = "onus.http.header-timeout") Duration headers,
      @ConfigProperty(name = "onus.http.body-grace") Duration bodyGrace,
      @ConfigProperty(name = "onus.http.body-min-rate") MemorySize bodyMinRate,
      @ConfigProperty(name = "onus.http.keep-alive") Duration keepAlive) {
    this.vertx = vertx;
    this.answer = answer;
    this.patience = new Patience(headers, bodyGrace, bodyMinRate.asLongValue(), keepAlive);
  }

  void register(@Observes Filters filters) {
    filters.register(this::began, PRIORITY);
  }

  void plain(@ObservesAsync HttpServerStart started) {
    watchConnections();
  }

  void secure(@ObservesAsync HttpsServerStart started) {
    watchConnections();
  }

  /** The listening sockets are there by now; what they accept from here on is watched. */
  private void watchConnections() {
    for (EventExecutor executor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
      if (executor instanceof SingleThreadEventLoop loop) {
        loop.execute(() -> loop.registeredChannelsIterator().forEachRemaining(this::watch));
      }
    }
  }

  private void watch(Channel listening) {
    if (listening instanceof ServerChannel && listening.pipeline().get(Accepted.class) == null) {
      listening.pipeline().addFirst(new Accepted(patience));
      LOG.debugf("slow clients are cut off at %s", listening.localAddress());
    }
  }

  private void began(RoutingContext context) {
    if (context.request().connection() instanceof ConnectionBase connection) {
      ConnectionWatch watch = connection.channel().pipeline().get(ConnectionWatch.class);
      if (watch != null) {
        watch.began(connection.channelHandlerContext(), context.response(), () -> cutOff(context));
      }
    }
    context.next();
  }

  private void cutOff(RoutingContext context) {
    if (!context.response().headWritten()) {
      answer.refuse(
          context,
          Problem.ofStatus(
              408, "Request Timeout", "The body came too slowly. Send it again.", Map.of()));
    }
  }

  /** Sees each connection as the listening socket hands it over. */
  private static final class Accepted extends ChannelInboundHandlerAdapter {

    private final Patience patience;

    Accepted(Patience patience) {
      this.patience = patience;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      if (accepted instanceof Channel connection) {
        connection.pipeline().addFirst(new ConnectionWatch(patience));
      }
      context.fireChannelRead(accepted);
    }
  }
}
