package io.onus.sla.calendar;

import io.onus.kit.outbound.OutboundAnswer.Answered;
import io.onus.kit.outbound.OutboundAnswer.NotCalled;
import io.onus.kit.outbound.OutboundAnswer.NotReached;
import io.onus.kit.outbound.OutboundCall;
import io.onus.kit.outbound.OutboundCalls;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;

/** Fetches an iCalendar file from where an admin says it is. */
@ApplicationScoped
public class CalendarFeed {

  static final int LONGEST = 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final OutboundCalls calls;

  public CalendarFeed(OutboundCalls calls) {
    this.calls = calls;
  }

  /** The text at that address; a problem that says why there is none. */
  String fetch(String address) {
    URI uri = uri(address);
    OutboundCall call =
        new OutboundCall(uri, Map.of("accept", "text/calendar"), null, TIMEOUT, LONGEST);
    return switch (calls.call(call)) {
      case Answered answered -> text(answered);
      case NotCalled notCalled ->
          throw Problem.refused(
              "feed-inside-network",
              uri.getHost()
                  + " leads to an address inside the network, which is not called from here. Send"
                  + " the file itself as text/calendar.",
              Map.of("host", uri.getHost()));
      case NotReached(String reason) -> throw notRead(reason);
    };
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(address);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= 65_535) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    String wrong = "must be an address like https://example.org/holidays.ics, without a password";
    throw Problem.malformed("url " + wrong + ".", new Violation("url", wrong));
  }

  private static String text(Answered answered) {
    int status = answered.status();
    if (status != 200) {
      throw notRead(
          status >= 300 && status < 400
              ? "it leads on to another address (%d); give that one".formatted(status)
              : "its server answered %d".formatted(status));
    }
    if (!answered.whole()) {
      throw notRead("it has more than " + LONGEST + " bytes, or its server broke off");
    }
    return answered.body();
  }

  private static Problem notRead(String why) {
    return Problem.refused("feed-not-read", "The file was not read: " + why + ".", Map.of());
  }
}
