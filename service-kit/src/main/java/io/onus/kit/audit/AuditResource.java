package io.onus.kit.audit;

import io.onus.kit.caller.Caller.Role;
import io.onus.kit.caller.Callers;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Audit", description = "Who changed what; for auditors")
public class AuditResource {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String SUFFIX = "-service";

  private final AuditTrailStore store;
  private final AuditVerifier verifier;
  private final Callers callers;
  private final String service;

  public AuditResource(
      AuditTrailStore store,
      AuditVerifier verifier,
      Callers callers,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.store = store;
    this.verifier = verifier;
    this.callers = callers;
    this.service = service;
  }

  @GET
  @Path("/{service}")
  @Operation(summary = "List what was changed, newest first")
  @APIResponse(responseCode = "200", description = "A page of entries")
  @APIResponse(responseCode = "400", description = "A filter, page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "The caller is no auditor")
  @APIResponse(responseCode = "404", description = "Another service's trail, or nobody's")
  public Page<AuditEntryView> list(
      @PathParam("service")
          @Parameter(description = "This service's own name", example = "request-service")
          String name,
      @QueryParam("actor")
          @Parameter(description = "Who did it, or on whose behalf", example = "ada")
          @Nullable String actor,
      @QueryParam("action") @Parameter(example = "request.accepted") @Nullable String action,
      @QueryParam("subject")
          @Parameter(description = "Its id, or its type and id", example = "department/ENG")
          @Nullable String subject,
      @QueryParam("department") @Parameter(example = "ENG") @Nullable String department,
      @QueryParam("from") @Parameter(example = "2026-11-01T00:00:00Z") @Nullable String from,
      @QueryParam("to")
          @Parameter(description = "Before this moment", example = "2026-12-01T00:00:00Z")
          @Nullable String to,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    callers.require(Role.AUDITOR);
    checkName(name);
    AuditFilter filter =
        new AuditFilter(
            actor, action, subject, department, instant("from", from), instant("to", to));
    PageRequest request =
        PageRequest.of(pageSize, pageToken, actor, action, subject, department, from, to);
    return store.page(filter, request);
  }

  @GET
  @Path("/{service}/verify")
  @Operation(
      summary = "Check that no entry was edited or removed",
      description =
          "Recomputes the chain from its first seal, or from the seal named by `from`. Whoever"
              + " noted a head earlier sends it as `seq` and `hash`: a chain that was cut off or"
              + " written anew behind it is found by that alone. One call looks at up to a million"
              + " entries and says whether it was complete.")
  @APIResponse(
      responseCode = "200",
      description = "What was found",
      content = @Content(schema = @Schema(implementation = Verification.class)))
  @APIResponse(responseCode = "400", description = "A seal or hash that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "The caller is no auditor")
  @APIResponse(responseCode = "404", description = "Another service's trail, or nobody's")
  public Verification verify(
      @PathParam("service")
          @Parameter(description = "This service's own name", example = "request-service")
          String name,
      @QueryParam("from") @Parameter(example = "1") @Nullable Long from,
      @QueryParam("seq") @Parameter(description = "Of a head noted earlier") @Nullable Long seq,
      @QueryParam("hash") @Parameter(description = "Of the same head") @Nullable String hash) {
    callers.require(Role.AUDITOR);
    checkName(name);
    return verified(from, seq, hash);
  }

  @GET
  @Path("/verify")
  @Operation(summary = "Check that no entry of this service was edited or removed")
  @APIResponse(
      responseCode = "200",
      description = "What was found",
      content = @Content(schema = @Schema(implementation = Verification.class)))
  @APIResponse(responseCode = "400", description = "A seal or hash that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "The caller is no auditor")
  public Verification verifyOwn(
      @QueryParam("from") @Parameter(example = "1") @Nullable Long from,
      @QueryParam("seq") @Parameter(description = "Of a head noted earlier") @Nullable Long seq,
      @QueryParam("hash") @Parameter(description = "Of the same head") @Nullable String hash) {
    callers.require(Role.AUDITOR);
    return verified(from, seq, hash);
  }

  private Verification verified(@Nullable Long from, @Nullable Long seq, @Nullable String hash) {
    if (from != null && from < 1) {
      throw malformed("from", "must be 1 or more");
    }
    if ((seq == null) != (hash == null)) {
      throw malformed(seq == null ? "seq" : "hash", "seq and hash of a head go together");
    }
    if (seq != null && seq < 1) {
      throw malformed("seq", "must be 1 or more");
    }
    if (hash != null && !SHA_256.matcher(hash).matches()) {
      throw malformed("hash", "must be 64 hexadecimal digits");
    }
    Verification.Head noted =
        seq == null || hash == null
            ? null
            : new Verification.Head(seq, hash.toLowerCase(Locale.ROOT));
    return verifier.verify(from == null ? 1 : from, noted);
  }

  private void checkName(String name) {
    if (!name.equals(service) && !(name + SUFFIX).equals(service)) {
      throw Problem.notFound(
          "This is the %s; every service keeps its own trail.".formatted(service));
    }
  }

  private static @Nullable Instant instant(String field, @Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw malformed(field, "must be a moment such as 2026-11-01T00:00:00Z");
    }
  }

  private static Problem malformed(String field, String message) {
    return Problem.malformed(field + " " + message + ".", new Violation(field, message));
  }
}
