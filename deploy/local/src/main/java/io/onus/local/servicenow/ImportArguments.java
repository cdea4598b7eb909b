package io.onus.local.servicenow;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was typed after {@code ./onus import}. */
record ImportArguments(
    Path file,
    @Nullable Path terms,
    ZoneId zone,
    URI requestService,
    URI slaService,
    @Nullable Instant asOf,
    int limit,
    boolean await,
    @Nullable String token) {

  static final String USAGE =
      """
      Usage: ./onus import servicenow FILE.csv[.gz] [options]

        --terms FILE        calendar and terms of the agreements, as JSON (default: Mon-Fri 08:00-18:00 in Germany)
        --zone ZONE         zone of the dates in the log, which does not say it itself (default: UTC)
        --as-of INSTANT     until when the log is complete: what is open then and overdue is a breach
                            (default: its last change)
        --limit N           only the first N incidents
        --token TOKEN       a bearer token of your own identity provider (default: ONUS_TOKEN; without it, the local
                            stack makes tokens). It needs the groups /onus/admin and /onus/auditor, and /CODE/lead
                            of every department whose agreements are to be signed; those a person signs, no system
        --wait              return only when sla-service has applied every fact
        --request-url URL   request-service (default: http://127.0.0.1:8081, shifted by ONUS_PORT_OFFSET)
        --sla-url URL       sla-service (default: http://127.0.0.1:8082, shifted by ONUS_PORT_OFFSET)
      """;

  /** The message is one line for the person who typed; {@link #USAGE} follows it. */
  static final class UnusableArguments extends RuntimeException {

    UnusableArguments(String message) {
      super(message);
    }
  }

  static ImportArguments parse(String[] args, Map<String, String> environment) {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(args));
    if ("servicenow".equals(left.peek())) {
      left.pop();
    }
    int offset = port("ONUS_PORT_OFFSET", environment.getOrDefault("ONUS_PORT_OFFSET", "0"));
    Path file = null;
    Path terms = null;
    ZoneId zone = ZoneOffset.UTC;
    URI requestService = URI.create("http://127.0.0.1:" + (8081 + offset));
    URI slaService = URI.create("http://127.0.0.1:" + (8082 + offset));
    Instant asOf = null;
    int limit = Integer.MAX_VALUE;
    boolean await = false;
    String token = environment.get("ONUS_TOKEN");
    while (!left.isEmpty()) {
      String arg = left.pop();
      switch (arg) {
        case "--terms" -> terms = Path.of(value(arg, left));
        case "--zone" -> zone = zone(value(arg, left));
        case "--as-of" -> asOf = instant(value(arg, left));
        case "--limit" -> limit = positive(arg, value(arg, left));
        case "--token" -> token = value(arg, left);
        case "--wait" -> await = true;
        case "--request-url" -> requestService = url(arg, value(arg, left));
        case "--sla-url" -> slaService = url(arg, value(arg, left));
        default -> {
          if (arg.startsWith("-")) {
            throw new UnusableArguments("There is no option " + arg + ".");
          }
          if (file != null) {
            throw new UnusableArguments("One file at a time: " + file + " or " + arg + "?");
          }
          file = Path.of(arg);
        }
      }
    }
    if (file == null) {
      throw new UnusableArguments("Which file?");
    }
    return new ImportArguments(
        file, terms, zone, requestService, slaService, asOf, limit, await, blankToNull(token));
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new UnusableArguments(option + " needs a value.");
    }
    return left.pop();
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new UnusableArguments("'" + text + "' is not a zone like Europe/Berlin.");
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnusableArguments("'" + text + "' is not an instant like 2017-02-15T15:00:00Z.");
    }
  }

  private static int positive(String option, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message.
    }
    throw new UnusableArguments(option + " needs a number above zero, not '" + text + "'.");
  }

  private static int port(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new UnusableArguments(name + " is not a number: '" + text + "'.");
    }
  }

  private static URI url(String option, String text) {
    try {
      URI url = URI.create(text.replaceAll("/+$", ""));
      if (url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one message.
    }
    throw new UnusableArguments(
        option + " needs an address like http://127.0.0.1:8081, not '" + text + "'.");
  }
}
