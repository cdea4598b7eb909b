package io.onus.notification.escalation;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.onus.notification.policy.TargetPart;
import io.onus.notification.target.domain.Target;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/fallback")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Fallback contact",
    description =
        "Who is told where a chain reaches nobody, or everybody in it was told and nobody answered")
public class FallbackResource {

  private final FallbackService service;
  private final Callers callers;

  public FallbackResource(FallbackService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @Schema(name = "FallbackForm")
  public record FallbackForm(
      @NotEmpty @Size(max = 20) @Nullable List<@NotNull TargetPart> targets) {

    List<Target> checked() {
      List<TargetPart> parts = Objects.requireNonNull(targets);
      List<Violation> violations = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).violation("targets[" + i + "]").ifPresent(violations::add);
      }
      if (!violations.isEmpty()) {
        throw Problem.malformed(
            violations.getFirst().field() + " " + violations.getFirst().message() + ".",
            violations);
      }
      return parts.stream().map(TargetPart::target).toList();
    }
  }

  @Schema(name = "Fallback")
  public record FallbackView(List<TargetPart> targets, long version) {
    static FallbackView of(KnownFallback known) {
      return new FallbackView(
          known.targets().stream().map(TargetPart::of).toList(), known.version());
    }
  }

  @PUT
  @Operation(
      summary = "Name the fallback contact",
      description =
          "Where none is named or reached, the leads and deputies of both departments are told."
              + " Over an existing one If-Match is required.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced",
      content = @Content(schema = @Schema(implementation = FallbackView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Named for the first time",
      content = @Content(schema = @Schema(implementation = FallbackView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Not an on-call admin")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: it names something unknown, or somebody who cannot be reached")
  @APIResponse(responseCode = "428", description = "There is one and If-Match is missing")
  public Response put(
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull FallbackForm form) {
    FallbackService.Written written = service.put(asker(), form.checked(), ifMatch);
    return Response.status(written.created() ? Response.Status.CREATED : Response.Status.OK)
        .entity(FallbackView.of(written.known()))
        .header(HttpHeaders.ETAG, ETags.of(written.known().version()))
        .build();
  }

  @GET
  @Operation(summary = "Read the fallback contact")
  @APIResponse(
      responseCode = "200",
      description = "The fallback contact",
      content = @Content(schema = @Schema(implementation = FallbackView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Of no department, and without a role")
  @APIResponse(responseCode = "404", description = "None is named")
  public Response get() {
    KnownFallback known = service.get(asker()).orElseThrow(() -> FallbackService.none());
    return Response.ok(FallbackView.of(known))
        .header(HttpHeaders.ETAG, ETags.of(known.version()))
        .build();
  }

  @DELETE
  @Operation(summary = "Have no fallback contact", description = "The leads and deputies stay.")
  @APIResponse(responseCode = "204", description = "There is none now")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Not an on-call admin")
  @APIResponse(responseCode = "404", description = "None is named")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  public void remove(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.remove(asker(), ifMatch);
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
