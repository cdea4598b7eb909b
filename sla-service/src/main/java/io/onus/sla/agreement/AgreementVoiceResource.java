package io.onus.sla.agreement;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.SuggestionStore.Suggestion;
import io.onus.sla.agreement.domain.Review;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people make of an agreement that is signed. */
@Path("/api/v1/agreements/{id}")
@Tag(name = "agreements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AgreementVoiceResource {

  /** A review: what both sides said, and what came of it. */
  @Schema(name = "AgreementReview")
  public record ReviewView(
      int number,
      List<AgreementView.Opinion> opinions,
      @Schema(description = "What both said; null while they differ or one is silent")
          Review.@Nullable Conclusion outcome,
      @Nullable Instant closedAt,
      @Nullable LocalDate nextReviewOn) {

    static ReviewView of(Review review) {
      List<AgreementView.Opinion> opinions = AgreementView.Opinion.of(review);
      return switch (review) {
        case Review.Open(var number, var said) ->
            new ReviewView(number, opinions, null, null, null);
        case Review.Closed(var number, var said, var outcome, var at, var nextOn) ->
            new ReviewView(number, opinions, outcome, at, nextOn);
      };
    }
  }

  private final AgreementService agreements;
  private final SuggestionService suggestions;
  private final ReviewService reviews;
  private final Idempotency idempotency;
  private final Callers callers;

  public AgreementVoiceResource(
      AgreementService agreements,
      SuggestionService suggestions,
      ReviewService reviews,
      Idempotency idempotency,
      Callers callers) {
    this.agreements = agreements;
    this.suggestions = suggestions;
    this.reviews = reviews;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @POST
  @Path("/suggestions")
  @Operation(
      summary = "Say what would be better",
      description = "By anybody of either side; both sides read it. It changes no terms.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "noted",
      content = @Content(schema = @Schema(implementation = Suggestion.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller is on neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(
      responseCode = "422",
      description =
          "the negotiation is over: `agreement-ended`, `offer-already-answered`,"
              + " `offer-withdrawn`, `offer-expired`")
  public Response suggest(@PathParam("id") UUID id, @NotNull @Valid SuggestionForm form) {
    return idempotency.answer(
        () ->
            Response.status(Response.Status.CREATED)
                .entity(
                    suggestions.make(id, Objects.requireNonNull(form.text()), callers.current()))
                .header(HttpHeaders.LOCATION, "/api/v1/agreements/" + id + "/suggestions")
                .build());
  }

  @GET
  @Path("/suggestions")
  @Operation(summary = "What people of both sides said would be better, oldest first")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  public Page<Suggestion> suggestions(
      @PathParam("id") UUID id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    agreements.read(id, callers.current());
    return suggestions.list(id, PageRequest.of(pageSize, pageToken, id));
  }

  @POST
  @Path("/review")
  @Operation(
      summary = "Say for your side what to do with the agreement",
      description =
          "By a lead or deputy, at any time while it is signed. The review is closed when both"
              + " sides have said the same; until then each may change its mind, by saying"
              + " something else. KEEP plans the next review at the earlier of the days named;"
              + " AMEND and END are followed by those moves.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "said",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "it changed meanwhile: `agreement` shows it")
  @APIResponse(
      responseCode = "422",
      description = "`not-signed`, `review-in-the-past`, `agreement-ended` or over otherwise")
  public Response review(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid ReviewForm form) {
    return idempotency.answer(
        () -> {
          StoredAgreement agreement =
              reviews.say(
                  id,
                  Objects.requireNonNull(form.outcome()),
                  form.note(),
                  form.nextReviewOn(),
                  ifMatch,
                  callers.current());
          return Response.ok(AgreementView.of(agreement))
              .header(HttpHeaders.ETAG, ETags.of(agreement.version()))
              .build();
        });
  }

  @GET
  @Path("/reviews")
  @Operation(summary = "All reviews of an agreement, oldest first")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  public Page<ReviewView> reviews(
      @PathParam("id") UUID id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    agreements.read(id, callers.current());
    return reviews.list(id, PageRequest.of(pageSize, pageToken, id)).map(ReviewView::of);
  }
}
