package io.onus.sla.clock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.clock.domain.Happening;
import jakarta.enterprise.context.ApplicationScoped;

/** How acts upon clocks are kept, and what they mean to the clocks. */
@ApplicationScoped
public class ClockActs {

  private static final String REPROMISE = "repromise";
  private static final String WAIVE = "waive";
  private static final String MOVE_TO_CALENDAR = "move-to-calendar";
  private static final String MOVE_TO_TERMS = "move-to-terms";

  private final ObjectMapper mapper;
  private final Bindings bindings;

  public ClockActs(ObjectMapper mapper, Bindings bindings) {
    this.mapper = mapper;
    this.bindings = bindings;
  }

  static String kind(ClockAct act) {
    return switch (act) {
      case ClockAct.Repromise repromise -> REPROMISE;
      case ClockAct.Waive waive -> WAIVE;
      case ClockAct.MoveToCalendar move -> MOVE_TO_CALENDAR;
      case ClockAct.MoveToTerms move -> MOVE_TO_TERMS;
    };
  }

  ClockAct read(String kind, String data) {
    try {
      return mapper.readValue(data, typeOf(kind));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored act cannot be read", e);
    }
  }

  private static Class<? extends ClockAct> typeOf(String kind) {
    return switch (kind) {
      case REPROMISE -> ClockAct.Repromise.class;
      case WAIVE -> ClockAct.Waive.class;
      case MOVE_TO_CALENDAR -> ClockAct.MoveToCalendar.class;
      case MOVE_TO_TERMS -> ClockAct.MoveToTerms.class;
      default -> throw new IllegalStateException("an act of no known kind: " + kind);
    };
  }

  public Happening happening(ClockAct act) {
    return switch (act) {
      case ClockAct.Repromise done -> new Happening.Repromised(done.clockId(), done.dueAt());
      case ClockAct.Waive done -> new Happening.Waived(done.clockId());
      case ClockAct.MoveToCalendar done ->
          new Happening.Rebound(
              "calendar " + done.calendar() + " version " + done.version(),
              bindings.toCalendar(done.calendar(), done.version()));
      case ClockAct.MoveToTerms done ->
          new Happening.Rebound(
              "agreement " + done.agreementId() + " version " + done.version(),
              bindings.toTerms(done.binding()));
    };
  }
}
