package io.onus.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A stream of server-sent events that somebody reads. */
final class OpenStream implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Stream<String> body;

  private OpenStream(Stream<String> body) {
    this.body = body;
    Thread.ofVirtual().start(this::read);
  }

  static OpenStream of(HttpClient http, HttpRequest request) {
    try {
      HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        throw new AssertionError("answered " + answer.statusCode());
      }
      return new OpenStream(answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void read() {
    try {
      body.forEach(lines::add);
    } catch (UncheckedIOException closed) {
      // It ends when somebody closes it.
    }
  }

  /** What came so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    body.close();
  }
}
