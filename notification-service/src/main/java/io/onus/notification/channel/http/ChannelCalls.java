package io.onus.notification.channel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.outbound.OutboundAnswer;
import io.onus.kit.outbound.OutboundCall;
import io.onus.kit.outbound.OutboundCalls;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.domain.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** One POST for a message, and what came of it as an answer. */
@ApplicationScoped
public class ChannelCalls {

  /** Enough for what a receiver has to say of a refusal; the rest is read only to be rid of it. */
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final OutboundCalls calls;
  private final ObjectMapper mapper;
  private final WallClock clock;

  public ChannelCalls(OutboundCalls calls, ObjectMapper mapper, WallClock clock) {
    this.calls = calls;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Receivers on one host are slow together. */
  public static String lane(String channel, String address) {
    URI uri = URI.create(address);
    return channel + " " + uri.getHost() + ":" + uri.getPort();
  }

  /**
   * @param payload maps, lists, texts and numbers
   */
  public String json(Object payload) {
    try {
      return mapper.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a payload must be JSON", e);
    }
  }

  public Answer post(
      String address,
      String contentType,
      Map<String, String> headers,
      String body,
      Reading reading) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("content-type", contentType);
    all.put("user-agent", "Onus");
    OutboundCall call =
        new OutboundCall(URI.create(address), all, body, Channel.TIMEOUT, LONGEST_ANSWER);
    return switch (calls.call(call)) {
      case OutboundAnswer.Answered answered -> reading.of(answered, clock.now());
      case OutboundAnswer.NotCalled(String reason) ->
          new Answer.RefusedForGood("not called: " + reason, false);
      case OutboundAnswer.NotReached(String reason) -> new Answer.RefusedForNow(reason, null);
    };
  }
}
