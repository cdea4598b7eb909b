package io.onus.sla.learning;

import io.onus.sla.agreement.domain.BreachCost;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a request could expect if it was sent now.
 *
 * @param agreement the signed terms it would begin under; null under house terms
 * @param expected true under house terms: expected, not promised
 * @param hours whose working hours count, as the terms say it
 * @param calendars those they are; two where the hours of both or of either side count
 * @param breachCost what a broken promise costs; null where it costs nothing
 */
@Schema(name = "Promise")
public record PromiseView(
    String from,
    String to,
    String service,
    Priority priority,
    Instant sentAt,
    @Nullable Agreement agreement,
    boolean expected,
    String hours,
    List<Calendar> calendars,
    List<Promised> promised,
    @Nullable BreachCost breachCost,
    @Nullable Integer maxPauses) {

  @Schema(name = "PromiseAgreement")
  public record Agreement(UUID id, int version) {}

  @Schema(name = "PromiseCalendar")
  public record Calendar(String code, int version) {}

  /**
   * @param obligor the department that owes it
   * @param target in working time
   * @param dueAt if sent now and nothing pauses it; null for what begins only later
   */
  @Schema(name = "Promised")
  public record Promised(
      Metric metric,
      Side side,
      String obligor,
      @Schema(type = SchemaType.STRING) Duration target,
      @Nullable Instant dueAt) {}
}
