package io.onus.notification.stream;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Callers;
import io.onus.kit.caller.TokenLife;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.stream.domain.Reader;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/stream")
@Tag(name = "Stream", description = "What the caller is told, while they are signed in")
public class StreamResource {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final String PLACE = "[0-9]{1,18}";

  private final StreamService service;
  private final Callers callers;
  private final TokenLife token;

  public StreamResource(StreamService service, Callers callers, TokenLife token) {
    this.service = service;
    this.callers = callers;
    this.token = token;
  }

  // The framework takes what answers bit by bit for non-blocking; where it begins is asked of the
  // database.
  @GET
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Follow what one is told",
      description =
          "Server-sent events: the id is the item's place, the event its kind (milestone,"
              + " alert-moved, news), the data an item as JSON. Whoever names the last id they have"
              + " goes on behind it, without gap or repeat, and shows by it that all before has"
              + " arrived. Whoever names none begins with what is not known to have arrived. It"
              + " ends when the token does: come back with a new one.")
  @APIResponse(
      responseCode = "200",
      description = "The stream",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = StreamItemView.class)))
  @APIResponse(responseCode = "400", description = "An id or a length that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Systems are told by webhooks")
  @APIResponse(responseCode = "429", description = "Too many streams of this caller are open")
  @APIResponse(responseCode = "503", description = "Too many streams are open here")
  public Multi<OutboundSseEvent> stream(
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
          @Parameter(description = "Sent by the browser when it comes back")
          @Nullable String header,
      @QueryParam("lastEventId")
          @Parameter(description = "The same, where the header cannot be set")
          @Nullable String parameter,
      @QueryParam("for")
          @Parameter(
              description =
                  "How long it stays open at most, an hour being the most; PT0S: what is there, and"
                      + " the end",
              example = "PT30M")
          @Nullable String wished,
      @Context Sse sse) {
    Caller caller = callers.current();
    if (caller.kind() != Caller.Kind.HUMAN) {
      throw Problem.forbidden("The stream is for people. Systems are told by webhooks.");
    }
    Long lastRead =
        header == null ? place("lastEventId", parameter) : place("Last-Event-ID", header);
    Duration lasts = shorter(length(wished), token.left());
    String email = caller.email();
    Reader reader = new Reader(caller.id(), email == null ? null : email.toLowerCase(Locale.ROOT));
    OpenStream stream = new OpenStream(caller.key(), reader, lasts);
    return Multi.createFrom().publisher(service.open(stream, service.begin(reader, lastRead), sse));
  }

  private static @Nullable Long place(String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!text.matches(PLACE)) {
      throw Problem.malformed(
          field + " is not an id this stream gave out.",
          new Violation(field, "is not an id this stream gave out"));
    }
    return Long.valueOf(text);
  }

  private static Duration length(@Nullable String text) {
    if (text == null) {
      return LONGEST;
    }
    try {
      Duration length = Duration.parse(text);
      if (!length.isNegative()) {
        return shorter(length, LONGEST);
      }
    } catch (DateTimeException e) {
      // Answered below, like what is negative.
    }
    throw Problem.malformed(
        "for must be a length such as PT30M.",
        new Violation("for", "must be a length such as PT30M"));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
