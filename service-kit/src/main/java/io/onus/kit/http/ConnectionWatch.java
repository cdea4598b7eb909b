package io.onus.kit.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import io.onus.kit.http.SlowClients.Patience;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection and how patient to be with it. It sees bytes before TLS and HTTP have looked at
 * them, messages after, and looks at itself now and then. Everything happens on the connection's
 * own thread.
 */
final class ConnectionWatch extends ChannelDuplexHandler {

  private static final Logger LOG = Logger.getLogger(ConnectionWatch.class);

  private static final long NOT_YET = -1;

  private final Patience patience;
  private final long lookEveryMillis;
  private @Nullable ScheduledFuture<?> looking;
  private long lastActive;
  private long lastLook;

  // What comes in.
  private long headersBegan = NOT_YET;
  private boolean bodyOpen;
  private long bodyBegan;
  private long bodyReceived;
  private long heldBack;
  private long messages;

  // What is being answered.
  private long answers;
  private @Nullable HttpServerResponse response;
  private Runnable cutOff = () -> {};

  ConnectionWatch(Patience patience) {
    this.patience = patience;
    this.lookEveryMillis = Math.clamp(patience.headers().toMillis() / 10, 50, 1000);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    lastActive = System.nanoTime();
    lastLook = lastActive;
    looking =
        context
            .executor()
            .scheduleWithFixedDelay(
                () -> look(context), lookEveryMillis, lookEveryMillis, TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stopLooking();
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    lastActive = System.nanoTime();
    if (!bodyOpen && headersBegan == NOT_YET) {
      headersBegan = lastActive;
    }
    context.fireChannelRead(bytes);
  }

  @Override
  public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
    lastActive = System.nanoTime();
    context.write(bytes, promise);
  }

  /**
   * The service begins to answer a request.
   *
   * @param handler where decoded messages end; from the first request on they are watched there
   */
  void began(ChannelHandlerContext handler, HttpServerResponse answer, Runnable whatToAnswer) {
    response = answer;
    cutOff = whatToAnswer;
    answers++;
    if (handler.pipeline().get(Messages.class) == null) {
      handler.pipeline().addBefore(handler.name(), null, new Messages());
      headersComplete();
    }
  }

  private void headersComplete() {
    messages++;
    headersBegan = NOT_YET;
    bodyOpen = true;
    bodyBegan = System.nanoTime();
    bodyReceived = 0;
    heldBack = 0;
  }

  private void look(ChannelHandlerContext context) {
    long now = System.nanoTime();
    if (!context.channel().config().isAutoRead()) {
      // We do not read just now, so what does not come is not the sender's fault.
      heldBack += now - lastLook;
    }
    lastLook = now;
    if (bodyOpen) {
      lookAtBody(context, now);
    } else if (headersBegan != NOT_YET) {
      if (now - headersBegan > patience.headers().toNanos()) {
        close(context, "headers not complete");
      }
    } else if (isAnswered() && now - lastActive > patience.keepAlive().toNanos()) {
      close(context, "nothing asked");
    }
  }

  private void lookAtBody(ChannelHandlerContext context, long now) {
    long late = now - bodyBegan - heldBack - patience.bodyGrace().toNanos();
    double wished = late / (double) TimeUnit.SECONDS.toNanos(1) * patience.bodyMinRate();
    if (late > 0 && bodyReceived < wished) {
      if (messages == answers) {
        cutOff.run();
      }
      close(context, "body too slow");
    }
  }

  private boolean isAnswered() {
    return messages == answers && (response == null || response.ended());
  }

  private void close(ChannelHandlerContext context, String why) {
    LOG.debugf("slow client cut off: %s", why);
    stopLooking();
    // After what is being written, if anything is.
    context.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> context.close());
  }

  private void stopLooking() {
    if (looking != null) {
      looking.cancel(false);
    }
  }

  /** Sees where messages begin and end, whether or not anybody reads them yet. */
  private final class Messages extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        headersComplete();
      }
      if (message instanceof HttpContent content) {
        bodyReceived += content.content().readableBytes();
      }
      if (message instanceof LastHttpContent) {
        bodyOpen = false;
      }
      context.fireChannelRead(message);
    }
  }
}
