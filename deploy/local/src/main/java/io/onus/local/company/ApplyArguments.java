package io.onus.local.company;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was typed after {@code ./onus apply}.
 *
 * @param only the sections to apply; all where nothing was said
 * @param token null where the stack of this machine gives one
 */
record ApplyArguments(
    Path file, boolean dryRun, Set<Kind> only, Places places, @Nullable String token) {

  static final String USAGE =
      """
      Usage: ./onus apply company.yaml [options]

      Makes Onus as the file says: calendars, departments, services, people, schedules, webhooks, policies, routes,
      offers. What the file does not name stays as it is, and nothing is ever removed. Running it again changes nothing.

        --dry-run           show what would change, by entry and field, and change nothing
        --only SECTIONS     only these sections of the file, like --only offers or --only calendars,departments
        --token TOKEN       a token from your own provider, of somebody who is an admin and an on-call admin; better
                            in ONUS_TOKEN, where no process list shows it. Without one, the stack of this machine
                            gives it
        --url URL           where Onus is, if one address answers for all services
        --request-url URL, --sla-url URL, --notification-url URL
                            where each service is (default: this machine, shifted by ONUS_PORT_OFFSET)

      Offers are signed by a lead or deputy of their provider. With your own provider, put such a token into
      ONUS_TOKEN_ENG for ENG (hyphens become _); or let the leads do it with their own token and --only offers.

      Exit status: 0 when all is as the file says, or a dry run is done; 1 when a service refused something or does not
      answer (what was applied until then stays); 2 when the arguments or the file make no sense (nothing was sent).

      The keys of the file: docs/company-file.md
      """;

  /** The message is one line for the person who typed; {@link #USAGE} follows it. */
  static final class UnusableArguments extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableArguments(String message) {
      super(message);
    }
  }

  static ApplyArguments parse(String[] args, Map<String, String> environment) {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(args));
    int offset = offset(environment.getOrDefault("ONUS_PORT_OFFSET", "0"));
    URI all = null;
    URI requests = null;
    URI sla = null;
    URI notifications = null;
    Path file = null;
    boolean dryRun = false;
    Set<Kind> only = EnumSet.allOf(Kind.class);
    String token = environment.get("ONUS_TOKEN");
    while (!left.isEmpty()) {
      String arg = left.pop();
      switch (arg) {
        case "--dry-run" -> dryRun = true;
        case "--only" -> only = sections(value(arg, left));
        case "--token" -> token = value(arg, left);
        case "--url" -> all = url(arg, value(arg, left));
        case "--request-url" -> requests = url(arg, value(arg, left));
        case "--sla-url" -> sla = url(arg, value(arg, left));
        case "--notification-url" -> notifications = url(arg, value(arg, left));
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
    boolean elsewhere = all != null || requests != null || sla != null || notifications != null;
    if (elsewhere && (token == null || token.isBlank())) {
      throw new UnusableArguments(
          "A token is needed for another place than this machine: --token or ONUS_TOKEN.");
    }
    Places places = all == null ? Places.onThisMachine(offset) : Places.at(all);
    return new ApplyArguments(
        file,
        dryRun,
        only,
        new Places(
            requests == null ? places.requests() : requests,
            sla == null ? places.sla() : sla,
            notifications == null ? places.notifications() : notifications),
        token == null || token.isBlank() ? null : token.strip());
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new UnusableArguments(option + " needs a value.");
    }
    return left.pop();
  }

  private static Set<Kind> sections(String text) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String section : text.split(",", -1)) {
      kinds.add(
          Kind.ofSection(section.strip())
              .orElseThrow(
                  () ->
                      new UnusableArguments(
                          "There is no section '"
                              + section
                              + "'; there are "
                              + Arrays.stream(Kind.values())
                                  .map(Kind::section)
                                  .collect(Collectors.joining(", "))
                              + ".")));
    }
    return kinds;
  }

  private static int offset(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new UnusableArguments("ONUS_PORT_OFFSET is not a number: '" + text + "'.");
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
        option + " needs an address like https://onus.example.com, not '" + text + "'.");
  }
}
