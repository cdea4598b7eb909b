package io.onus.sla.agreement;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.sla.agreement.TermsTemplateStore.StoredTemplate;
import io.onus.sla.agreement.domain.Terms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/terms-templates")
@Tag(
    name = "terms templates",
    description =
        "Terms kept ready: named by their code in proposals, counters, amendments and offers, and"
            + " copied at that moment.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TermsTemplateResource {

  private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private static final String SPELLING =
      "must be letters, digits, dots, underscores and hyphens, at most 64";

  /** Terms with their code. */
  @Schema(name = "TermsTemplate")
  public record TermsTemplateView(
      @Schema(examples = "standard") String code,
      @Nullable String name,
      Terms terms,
      int version,
      Instant updatedAt) {

    static TermsTemplateView of(StoredTemplate template) {
      return new TermsTemplateView(
          template.code(), template.name(), template.terms(), template.version(), template.setAt());
    }
  }

  private final TermsTemplates templates;
  private final Callers callers;

  public TermsTemplateResource(TermsTemplates templates, Callers callers) {
    this.templates = templates;
    this.callers = callers;
  }

  @GET
  @Operation(summary = "All terms templates, by code")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  public Page<TermsTemplateView> list(
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return templates.list(PageRequest.of(pageSize, pageToken)).map(TermsTemplateView::of);
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "One terms template")
  @APIResponse(
      responseCode = "200",
      description = "found",
      content = @Content(schema = @Schema(implementation = TermsTemplateView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such template")
  public Response get(@PathParam("code") String code) {
    return tagged(Response.ok(), templates.read(code));
  }

  @PUT
  @Path("/{code}")
  @Operation(
      summary = "Set a terms template",
      description =
          "By an admin. A new code creates one. Agreements and offers that copied it stay as they"
              + " are.")
  @APIResponse(
      responseCode = "200",
      description = "changed",
      content = @Content(schema = @Schema(implementation = TermsTemplateView.class)))
  @APIResponse(
      responseCode = "201",
      description = "created",
      content = @Content(schema = @Schema(implementation = TermsTemplateView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller is no admin")
  @APIResponse(responseCode = "412", description = "changed since it was read")
  @APIResponse(responseCode = "422", description = "terms nobody could keep")
  @APIResponse(responseCode = "428", description = "If-Match is missing over an existing one")
  public Response put(
      @PathParam("code") @Pattern(regexp = CODE, message = SPELLING) String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid TermsTemplateForm form) {
    Caller admin = callers.require(Role.ADMIN);
    StoredTemplate template =
        templates.put(
            code, form.name(), Objects.requireNonNull(form.terms()).toTerms(), ifMatch, admin);
    return template.version() == 1
        ? tagged(Response.status(Response.Status.CREATED), template)
        : tagged(Response.ok(), template);
  }

  private static Response tagged(Response.ResponseBuilder answer, StoredTemplate template) {
    return answer
        .entity(TermsTemplateView.of(template))
        .header(HttpHeaders.ETAG, ETags.of(template.version()))
        .build();
  }
}
