package io.onus.sla.learning;

import io.onus.kit.caller.Callers;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.sla.clock.PastFacts.Between;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/suggestions")
@Tag(name = "learning", description = "What the past says about promises.")
@Produces(MediaType.APPLICATION_JSON)
public class SuggestionResource {

  private static final int LONGEST = 128;

  private final SuggestionService suggestions;
  private final Callers callers;

  public SuggestionResource(SuggestionService suggestions, Callers callers) {
    this.suggestions = suggestions;
    this.callers = callers;
  }

  @GET
  @Operation(
      summary = "What really happens between two departments",
      description =
          "Percentiles of how long things took, per priority and service, in working time and by"
              + " the clock on the wall, with or without an agreement; and targets made from them:"
              + " what nine in ten took, rounded up. For members of both sides and auditors; for"
              + " others there is nothing to see, as if no request was ever sent.")
  @APIResponse(
      responseCode = "200",
      description = "what was measured",
      content = @Content(schema = @Schema(implementation = SuggestionsView.class)))
  @APIResponse(responseCode = "400", description = "a department is missing, or a bad window")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "422",
      description = "`too-much-past` for one question, or an unknown calendar")
  @APIResponse(responseCode = "503", description = "too many look through the past at once")
  public SuggestionsView get(
      @Parameter(
              description =
                  "the department that asks; absent: all of them, for the provider and auditors",
              example = "CS")
          @QueryParam("requester")
          @Nullable String requester,
      @Parameter(required = true, description = "the department that is asked", example = "ENG")
          @QueryParam("provider")
          @Nullable String provider,
      @Parameter(description = "one of its services; absent: all of them") @QueryParam("service")
          @Nullable String service,
      @Parameter(
              description = "submitted then or later; absent: twelve months before until",
              example = "2026-01-01T00:00:00Z")
          @QueryParam("since")
          @Nullable String since,
      @Parameter(description = "submitted before; absent: the last one there is")
          @QueryParam("until")
          @Nullable String until,
      @Parameter(
              description =
                  "whose working hours count, as terms say it; absent: those of the terms in force",
              example = "PROVIDER")
          @QueryParam("hours")
          @Nullable String hours) {
    List<Violation> violations = new ArrayList<>();
    requireText("requester", requester, false, violations);
    requireText("provider", provider, true, violations);
    requireText("service", service, false, violations);
    requireText("hours", hours, false, violations);
    if (!violations.isEmpty()) {
      throw Problem.malformed(
          "Say whose past: provider, and the requester it is about.", violations);
    }
    return suggestions.of(
        new Between(requester, provider, service),
        WindowForm.parse(since, until).checked("since", "until"),
        hours,
        callers.current());
  }

  private static void requireText(
      String name, @Nullable String text, boolean required, List<Violation> violations) {
    if (text == null ? required : text.isBlank() || text.length() > LONGEST) {
      violations.add(new Violation(name, "must be 1 to " + LONGEST + " characters"));
    }
  }
}
