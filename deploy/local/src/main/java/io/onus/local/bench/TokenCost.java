package io.onus.local.bench;

import io.onus.local.identity.Person;
import io.onus.local.identity.TokenMint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What checking a token costs. Nothing but health answers without one, so the pair is the same
 * answer of health, asked for without a token and with one: a token that comes along is checked on
 * every path, which is made sure of with a forged one. The two take turns, one call at a time.
 */
final class TokenCost {

  private static final String PROBE = "/q/health/live";
  private static final int WARM_UP = 3_000;
  private static final int CALLS = 5_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI service;
  private final String token;

  TokenCost(URI service, TokenMint mint) {
    this.service = service;
    this.token = mint.mint(Person.robot("bench", "/CS"));
  }

  void print() throws IOException, InterruptedException {
    System.out.printf("Token validation: %,d calls of each kind, one at a time, in turns%n", CALLS);
    String forged = token.substring(0, token.lastIndexOf('.') + 1) + "Zm9yZ2Vk";
    if (status(PROBE, forged) != 401 || status(PROBE, null) != 200) {
      throw new IllegalStateException(PROBE + " does not look at the token");
    }
    long[] without = new long[CALLS];
    long[] with = new long[CALLS];
    long[] read = new long[CALLS];
    for (int call = -WARM_UP; call < CALLS; call++) {
      long bare = timed(PROBE, null);
      long checked = timed(PROBE, token);
      long department = timed("/api/v1/departments/CS", token);
      if (call >= 0) {
        without[call] = bare;
        with[call] = checked;
        read[call] = department;
      }
    }
    line("without a token", without);
    line("with one", with);
    line("GET of a department, for comparison", read);
    double cost = micros(with, 50) - micros(without, 50);
    System.out.printf(
        Locale.ROOT,
        "  validation at p50: %.0f us, %.0f %% of that GET%n",
        cost,
        100 * cost / micros(read, 50));
  }

  private long timed(String path, @Nullable String bearer)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    int status = status(path, bearer);
    long took = System.nanoTime() - began;
    if (status != 200) {
      throw new IllegalStateException(path + " answered " + status);
    }
    return took;
  }

  private int status(String path, @Nullable String bearer)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(30));
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static void line(String what, long[] nanos) {
    System.out.printf(
        Locale.ROOT,
        "  %-36s p50 %.0f us, p99 %.0f us%n",
        what,
        micros(nanos, 50),
        micros(nanos, 99));
  }

  private static double micros(long[] nanos, int percent) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e3;
  }
}
