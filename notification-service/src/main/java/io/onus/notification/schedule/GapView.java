package io.onus.notification.schedule;

import io.onus.notification.schedule.domain.Span;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Gap")
public record GapView(Instant start, @Schema(description = "Exclusive") Instant end) {

  static GapView of(Span gap) {
    return new GapView(gap.start(), gap.end());
  }
}
