package io.onus.journeys.naive;

import io.onus.journeys.naive.NaiveLog.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Recomputes each clock of the log from its rows.
 *
 * <p>The rules, in one place. A clock counts working minutes. It is broken when it still has to run
 * at a moment at which its target is used up. A target is that of the priority at that moment. What
 * is broken stays broken.
 *
 * <ul>
 *   <li>{@code FIRST_RESPONSE}: until the incident first leaves {@code New}.
 *   <li>{@code NEXT_UPDATE}: from one thing the user gets to see to the next: the first sign of
 *       life, each question, each resolution; and from each reopening.
 *   <li>{@code RESOLUTION}: until it is resolved or closed. A reopened incident has what was left
 *       of its target.
 *   <li>{@code HANDLING}: from a change of group to the next, or to the resolution; reopened, too,
 *       it goes on with what was left.
 *   <li>{@code REPLY}: while the incident awaits user info. All questions of this log read the
 *       same, so that a later one goes on where the one before it was answered in time. A new group
 *       has to ask anew.
 *   <li>{@code CONFIRMATION}: from the resolution until it is closed or reopened.
 * </ul>
 *
 * What the provider does does not count while the user has to answer. The log knows no returns and
 * no moments to deliver at, so there is nothing of {@code COMPLETION} and {@code DELIVERY}.
 */
public final class NaiveVerifier {

  private static final Map<String, int[]> TARGETS =
      Map.of(
          "FIRST_RESPONSE", new int[] {0, 30, 2 * 60, 8 * 60, 16 * 60},
          "NEXT_UPDATE", new int[] {0, 2 * 60, 8 * 60, 20 * 60, 40 * 60},
          "RESOLUTION", new int[] {0, 4 * 60, 16 * 60, 40 * 60, 80 * 60},
          "HANDLING", new int[] {0, 2 * 60, 8 * 60, 24 * 60, 48 * 60},
          "REPLY", new int[] {0, 2 * 60, 6 * 60, 16 * 60, 32 * 60},
          "CONFIRMATION", new int[] {0, 10 * 60, 20 * 60, 50 * 60, 50 * 60});

  private final OfficeMinutes office = new OfficeMinutes();

  /** Every clock the log should lead to. */
  public List<NaiveClock> clocks(Path file) throws IOException {
    NaiveLog log = NaiveLog.read(file);
    List<NaiveClock> clocks = new ArrayList<>();
    for (Map.Entry<String, List<Row>> incident : log.incidents.entrySet()) {
      clocks.addAll(clocks(incident.getKey(), incident.getValue(), log.end));
    }
    return clocks;
  }

  List<NaiveClock> clocks(String number, List<Row> allRows, long end) {
    List<Row> rows = sensible(allRows);
    NaiveWalk walk = new NaiveWalk(number, office, TARGETS, firstGroup(allRows), rows.getFirst());
    rows.forEach(walk::next);
    return walk.end(end);
  }

  /** It is asked of the first group that is named. */
  private static String firstGroup(List<Row> rows) {
    return rows.stream()
        .map(Row::group)
        .filter(group -> !group.equals("?"))
        .findFirst()
        .orElse("?");
  }

  /**
   * Without rows in no known state, without rows older than the one before, and with no row before
   * the opening.
   */
  private static List<Row> sensible(List<Row> rows) {
    List<Row> sensible = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (Row row : rows) {
      if (!row.state().equals("-100") && row.updated() >= last) {
        last = row.updated();
        sensible.add(row.countedAt(Math.max(row.updated(), row.opened())));
      }
    }
    return sensible;
  }
}
