package io.onus.notification.escalation;

import com.fasterxml.jackson.core.type.TypeReference;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.escalation.domain.Chain;
import io.onus.notification.escalation.domain.Escalation;
import io.onus.notification.escalation.domain.Turn;
import io.onus.notification.escalation.domain.Turn.FallbackTurn;
import io.onus.notification.escalation.domain.Turn.NoTurn;
import io.onus.notification.escalation.domain.Turn.StepTurn;
import io.onus.notification.policy.StepPart;
import io.onus.notification.route.domain.Situation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Escalations are locked with the row of their alert. */
@ApplicationScoped
class EscalationStore {

  private static final TypeReference<List<StepPart>> STEPS = new TypeReference<>() {};

  /** A turn as columns. */
  private record TurnColumns(
      Kind turn, int round, int step, boolean atOnce, @Nullable String because, boolean last) {

    private enum Kind {
      STEP,
      FALLBACK,
      NONE
    }

    static TurnColumns of(Turn turn) {
      return switch (turn) {
        case StepTurn(int round, int step, boolean atOnce) ->
            new TurnColumns(Kind.STEP, round, step, atOnce, null, false);
        case FallbackTurn(boolean atOnce) ->
            new TurnColumns(Kind.FALLBACK, 0, 0, atOnce, null, false);
        case NoTurn(String because, boolean last) ->
            new TurnColumns(Kind.NONE, 0, 0, false, because, last);
      };
    }

    Turn asTurn() {
      return switch (turn) {
        case STEP -> new StepTurn(round, step, atOnce);
        case FALLBACK -> new FallbackTurn(atOnce);
        case NONE -> new NoTurn(because == null ? "" : because, last);
      };
    }
  }

  private final Sql sql;
  private final JsonColumns json;

  EscalationStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  Optional<KnownEscalation> find(UUID alertId) {
    return sql.one(
        """
        select alert_id, situation, origin, policy, steps, repeat, pause, insists, turn, round, step, at_once,
          because, last, since, reached, notice_id
        from escalations where alert_id = ?
        """,
        this::escalation,
        alertId);
  }

  void write(KnownEscalation known, Instant now) {
    Escalation escalation = known.escalation();
    Chain chain = escalation.chain();
    TurnColumns turn = TurnColumns.of(escalation.turn());
    sql.update(
        """
        insert into escalations (alert_id, situation, origin, policy, steps, repeat, pause, insists, turn, round,
          step, at_once, because, last, since, reached, notice_id, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (alert_id) do update set
          situation = excluded.situation, origin = excluded.origin, policy = excluded.policy, steps = excluded.steps,
          repeat = excluded.repeat, pause = excluded.pause, insists = excluded.insists, turn = excluded.turn,
          round = excluded.round, step = excluded.step, at_once = excluded.at_once, because = excluded.because,
          last = excluded.last, since = excluded.since, reached = excluded.reached, notice_id = excluded.notice_id,
          updated_at = excluded.updated_at
        """,
        known.alertId(),
        json.write(known.situation()),
        chain.origin(),
        chain.policy(),
        json.write(chain.steps().stream().map(StepPart::of).toList()),
        chain.repeat(),
        chain.pause().toString(),
        chain.insists(),
        turn.turn(),
        turn.round(),
        turn.step(),
        turn.atOnce(),
        turn.because(),
        turn.last(),
        escalation.since(),
        escalation.reached(),
        known.noticeId(),
        now);
  }

  private KnownEscalation escalation(Row row) throws SQLException {
    Chain chain =
        new Chain(
            row.text("origin"),
            row.nullableText("policy"),
            json.read(row.text("steps"), STEPS).stream().map(StepPart::step).toList(),
            row.integer("repeat"),
            Duration.parse(row.text("pause")),
            row.flag("insists"));
    TurnColumns turn =
        new TurnColumns(
            row.constant("turn", TurnColumns.Kind.class),
            row.integer("round"),
            row.integer("step"),
            row.flag("at_once"),
            row.nullableText("because"),
            row.flag("last"));
    return new KnownEscalation(
        row.uuid("alert_id"),
        json.read(row.text("situation"), Situation.class),
        new Escalation(chain, turn.asTurn(), row.instant("since"), row.flag("reached")),
        row.uuid("notice_id"));
  }
}
