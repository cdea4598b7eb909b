package io.onus.request.imports;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a body of facts. */
@Schema(name = "Import")
public record ImportView(
    @Schema(description = "Lines that are not blank", examples = "4") long lines,
    @Schema(description = "Facts that are new", examples = "2") long accepted,
    @Schema(description = "Facts that were known", examples = "1") long unchanged,
    @Schema(description = "Lines that changed nothing", examples = "1") long rejectedCount,
    @Schema(description = "The first 1000 of them, by line") List<RejectedLine> rejected,
    @Schema(
            description = "Open requests of this source that were told where the past ends",
            examples = "0")
        long finished) {

  public ImportView {
    rejected = List.copyOf(rejected);
  }
}
