package io.onus.request.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.kit.problem.Problem;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers to a batch, in the order of its items. */
@Schema(name = "RequestBatch")
public record RequestBatchView(List<Result> results) {

  /** What one item led to. */
  @Schema(name = "RequestBatchResult")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      @Schema(description = "What the item would have got alone", examples = "201") int status,
      @Nullable RequestView request,
      @Schema(description = "A problem document") @Nullable Map<String, Object> problem) {

    static Result of(StoredRequest stored) {
      return new Result(201, RequestView.of(stored), null);
    }

    static Result of(Problem problem) {
      return new Result(problem.status(), null, problem.document());
    }
  }
}
