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
 * <p>The rules, in one place: a clock counts the working minutes in which the provider had the
 * move. It is broken when it still has to run at a moment at which its target is used up. A target
 * is that of the priority at that moment. What is broken stays broken. A reopened incident has what
 * was left of its target.
 */
public final class NaiveVerifier {

  private static final int[] FIRST_RESPONSE_MINUTES = {0, 30, 2 * 60, 8 * 60, 16 * 60};
  private static final int[] RESOLUTION_MINUTES = {0, 4 * 60, 16 * 60, 40 * 60, 80 * 60};

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
    List<NaiveClock> clocks = new ArrayList<>();
    clocks.add(firstResponse(number, rows, end));
    clocks.addAll(resolutions(number, rows, end));
    return clocks;
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
        long counted = Math.max(row.updated(), row.opened());
        sensible.add(new Row(row.state(), row.priority(), row.reopened(), row.opened(), counted));
      }
    }
    return sensible;
  }

  private NaiveClock firstResponse(String number, List<Row> rows, long end) {
    Meter meter = new Meter(FIRST_RESPONSE_MINUTES, 0);
    long at = rows.getFirst().opened();
    int priority = rows.getFirst().priority();
    for (Row row : rows) {
      meter.run(at, row.updated(), priority);
      at = row.updated();
      priority = row.priority();
      if (!row.state().equals("New")) {
        return meter.clock(number, "FIRST_RESPONSE", 1, priority, true);
      }
    }
    meter.run(at, end, priority);
    return meter.clock(number, "FIRST_RESPONSE", 1, priority, false);
  }

  private List<NaiveClock> resolutions(String number, List<Row> rows, long end) {
    List<NaiveClock> clocks = new ArrayList<>();
    int cycle = 1;
    int usedBefore = 0;
    Meter meter = new Meter(RESOLUTION_MINUTES, 0);
    long at = rows.getFirst().opened();
    int priority = rows.getFirst().priority();
    boolean asked = false;
    boolean done = false;
    for (Row row : rows) {
      if (!asked && !done) {
        meter.run(at, row.updated(), priority);
      }
      at = row.updated();
      boolean doneNow = row.state().equals("Resolved") || row.state().equals("Closed");
      if (done && !doneNow) {
        usedBefore += meter.used;
        meter = new Meter(RESOLUTION_MINUTES, usedBefore);
        cycle++;
      }
      if (!done || !doneNow) {
        priority = row.priority();
      }
      if (!done && doneNow) {
        clocks.add(meter.clock(number, "RESOLUTION", cycle, priority, true));
      }
      done = doneNow;
      asked = row.state().equals("Awaiting User Info");
    }
    if (!done) {
      if (!asked) {
        meter.run(at, end, priority);
      }
      clocks.add(meter.clock(number, "RESOLUTION", cycle, priority, false));
    }
    return clocks;
  }

  /** Looks at every minute in turn. */
  private final class Meter {

    private final int[] targets;
    private final int usedBefore;
    private int used;
    private boolean broken;

    Meter(int[] targets, int usedBefore) {
      this.targets = targets;
      this.usedBefore = usedBefore;
    }

    void run(long from, long to, int priority) {
      for (long minute = from; minute < to; minute++) {
        if (usedBefore + used >= targets[priority]) {
          broken = true;
        }
        if (office.isOpen(minute)) {
          used++;
        }
      }
    }

    NaiveClock clock(String number, String metric, int cycle, int priority, boolean finished) {
      String verdict = broken ? "BREACHED" : finished ? "MET" : "PENDING";
      return new NaiveClock(number, metric, cycle, "P" + priority, verdict, finished, used);
    }
  }
}
