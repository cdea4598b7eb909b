package io.onus.local.bench;

import io.onus.local.RunningStack;
import io.onus.local.StackPlan;
import io.onus.local.SuiteService;
import io.onus.local.identity.TokenMint;
import io.onus.local.identity.TokenPurse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./onus bench}: a stack of its own in a temporary folder, on free ports; durable creates
 * over HTTP beside bare inserts of the same rows, in turns; what checking a token costs; then how
 * late breaches are told at a steady rate. {@code ./onus bench tokens} is about tokens alone,
 * {@code ./onus bench calendar-edit 1000000} about moving so many open clocks to an edited
 * calendar, {@code ./onus bench burst 10000 50} about so many broken promises within a minute.
 */
public final class BenchCommand {

  private static final int OPEN_CLOCKS = 100_000;
  private static final int BREACHES = 10_000;
  private static final int PEOPLE = 50;
  private static final int ROUNDS = 3;
  private static final int SECONDS = 8;
  private static final int CLIENTS = 16;
  private static final int CLOCKS_PER_SECOND = 100;
  private static final int LATENESS_SECONDS = 30;

  /** Until the compilers have done their work: figures of the first half minute say nothing. */
  private static final int WARM_UP_SECONDS = 30;

  private BenchCommand() {}

  public static void main(String[] arguments) throws Exception {
    Path project = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath().normalize();
    Path folder = Files.createTempDirectory("onus-bench");
    try (RunningStack stack =
        new RunningStack(
            StackPlan.onFreePorts(project, folder), line -> System.err.println("  " + line))) {
      if (arguments.length > 1 && arguments[1].equals("burst")) {
        stack.startInfrastructure();
        new Burst(stack, number(arguments, 2, BREACHES), number(arguments, 3, PEOPLE)).print();
        return;
      }
      boolean edit = arguments.length > 1 && arguments[1].equals("calendar-edit");
      if (edit) {
        startWithoutAlerts(stack);
      } else {
        stack.start();
      }
      BenchApi api =
          new BenchApi(
              URI.create(stack.service(SuiteService.REQUEST).baseUrl().toString()),
              URI.create(stack.service(SuiteService.SLA).baseUrl().toString()),
              new TokenPurse(TokenMint.of(stack.oidc())));
      api.makeCompany();
      if (edit) {
        new OpenClocksEdit(stack, api, number(arguments, 2, OPEN_CLOCKS)).print();
      } else if (arguments.length > 1 && arguments[1].equals("tokens")) {
        tokens(stack);
      } else {
        creates(stack, api);
        lateness(stack, api);
      }
    } finally {
      remove(folder);
    }
  }

  private static int number(String[] arguments, int at, int otherwise) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
  }

  /** A million events of moved clocks would keep the alerts busy beside what is measured. */
  private static void startWithoutAlerts(RunningStack stack) {
    stack.startInfrastructure();
    for (SuiteService service : List.of(SuiteService.REQUEST, SuiteService.SLA)) {
      stack.service(service).start();
      stack.service(service).awaitReady(Duration.ofMinutes(5));
    }
  }

  private static void creates(RunningStack stack, BenchApi api) throws Exception {
    System.out.printf(
        "Creates: %d clients, %d rounds of %d s each, in turns%n", CLIENTS, ROUNDS, SECONDS);
    api.create("warm-up");
    // What follows a create is another process's work; here it would only compete for the
    // processors.
    stack.service(SuiteService.SLA).stop();
    stack.service(SuiteService.NOTIFICATION).stop();
    try (BareInserts bare = new BareInserts(stack.database(SuiteService.REQUEST))) {
      Load.run(CLIENTS, WARM_UP_SECONDS, () -> api.create("warm-up"));
      Load.run(CLIENTS, 3, bare::insert);
      List<Double> ratios = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        double http = Load.run(CLIENTS, SECONDS, () -> api.create("bench"));
        double sql = Load.run(CLIENTS, SECONDS, bare::insert);
        ratios.add(http / sql);
        System.out.printf(
            Locale.ROOT,
            "  round %d: over HTTP %.0f/s, bare inserts of the same rows %.0f/s, ratio %.2f%n",
            round,
            http,
            sql,
            http / sql);
      }
      ratios.sort(null);
      System.out.printf(Locale.ROOT, "  median ratio %.2f%n", ratios.get(ratios.size() / 2));
    }
    tokens(stack);
    // Lateness ends in the topic: who is told then is not measured here, and stays off.
    stack.service(SuiteService.SLA).start();
    stack.service(SuiteService.SLA).awaitReady(Duration.ofMinutes(2));
  }

  private static void tokens(RunningStack stack) throws Exception {
    URI requests = URI.create(stack.service(SuiteService.REQUEST).baseUrl());
    new TokenCost(requests, TokenMint.of(stack.oidc())).print();
  }

  private static void lateness(RunningStack stack, BenchApi api) throws Exception {
    System.out.printf(
        "Lateness: %d clocks fall due each second, for %d s%n",
        CLOCKS_PER_SECOND, LATENESS_SECONDS);
    try (BreachWatch watch = new BreachWatch(stack.kafka().bootstrap())) {
      api.createTimed();
      watch.await(1); // by then the backlog of the creates is in the clocks
      watch.forget();
      int warmUp = sendTimed(api, WARM_UP_SECONDS);
      watch.await(warmUp);
      watch.forget();
      int sent = sendTimed(api, LATENESS_SECONDS);
      watch.await(sent);
      watch.print();
    }
  }

  /** Requests whose clocks fall due {@link #CLOCKS_PER_SECOND} a second; answers how many. */
  private static int sendTimed(BenchApi api, int seconds) throws Exception {
    int count = CLOCKS_PER_SECOND * seconds;
    long start = System.nanoTime();
    try (Load.Lane lane = new Load.Lane(CLIENTS)) {
      for (int i = 0; i < count; i++) {
        Load.parkUntil(start + i * (1_000_000_000L / CLOCKS_PER_SECOND));
        lane.submit(() -> api.createTimed());
      }
    }
    return count;
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
