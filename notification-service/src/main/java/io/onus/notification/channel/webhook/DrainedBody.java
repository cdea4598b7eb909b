package io.onus.notification.channel.webhook;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body only to be rid of it, so that the connection can be used again, and hangs up on one
 * that goes on for too long. Nothing of it is kept: what a receiver sends back is no business of
 * ours.
 */
final class DrainedBody implements HttpResponse.BodySubscriber<Void> {

  static final long LIMIT_BYTES = 64 * 1024;

  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long left = LIMIT_BYTES;

  @Override
  public CompletionStage<Void> getBody() {
    return end;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      left -= buffer.remaining();
    }
    if (left < 0 && subscription != null) {
      subscription.cancel();
      end.complete(null);
    }
  }

  @Override
  public void onError(Throwable thrown) {
    // The status came before the body, and only the status counts.
    end.complete(null);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
