package io.onus.journeys.naive;

import io.onus.journeys.naive.NaiveLog.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through one incident, row by row; {@link NaiveVerifier} says by which rules. */
final class NaiveWalk {

  private static final Set<String> WAITS_FOR_THE_USER =
      Set.of("NEXT_UPDATE", "RESOLUTION", "HANDLING");

  private final String number;
  private final OfficeMinutes office;
  private final Map<String, int[]> targets;
  private final List<Meter> begun = new ArrayList<>();
  private final Map<String, Meter> open = new HashMap<>();
  private final List<NaiveClock> over = new ArrayList<>();
  private String group;
  private long at;
  private int priority;
  private int reopened;
  private int cycle = 1;
  private boolean seen;
  private boolean asked;
  private boolean done;

  NaiveWalk(
      String number, OfficeMinutes office, Map<String, int[]> targets, String group, Row first) {
    this.number = number;
    this.office = office;
    this.targets = targets;
    this.group = group;
    at = first.opened();
    priority = first.priority();
    reopened = first.reopened();
    begin("FIRST_RESPONSE", 0);
    begin("RESOLUTION", 0);
  }

  void next(Row row) {
    runTo(row.updated());
    boolean doneNow = row.state().equals("Resolved") || row.state().equals("Closed");
    if (done && (!doneNow || row.reopened() > reopened)) {
      reopen();
    }
    reopened = row.reopened();
    if (!done) {
      goOn(row, doneNow);
    }
    if (row.state().equals("Closed")) {
      end("CONFIRMATION", "FINISHED", "MET");
    }
  }

  List<NaiveClock> end(long end) {
    runTo(end);
    for (Meter meter : open.values()) {
      over.add(meter.clock(number, priority, "OPEN", "PENDING"));
    }
    return over;
  }

  private void goOn(Row row, boolean doneNow) {
    boolean asksNow = row.state().equals("Awaiting User Info");
    if (asked && !asksNow) {
      end("REPLY", "FINISHED", "MET");
      asked = false;
    }
    priority = row.priority();
    if (!row.group().equals("?") && !row.group().equals(group)) {
      handOver(row.group());
    }
    if (doneNow) {
      resolve();
    } else if (asksNow && !asked) {
      ask();
    } else if (!row.state().equals("New") && !seen) {
      update();
    }
  }

  private void reopen() {
    done = false;
    cycle++;
    end("CONFIRMATION", "FINISHED", "MET");
    begin("RESOLUTION", totalOfLast("RESOLUTION"));
    if (begun.stream().anyMatch(meter -> meter.is("HANDLING"))) {
      begin("HANDLING", totalOfLast("HANDLING"));
    }
    begin("NEXT_UPDATE", 0);
  }

  private void handOver(String receiver) {
    group = receiver;
    end("HANDLING", "FINISHED", "HANDED_OVER");
    end("REPLY", "CANCELLED", "NONE");
    asked = false;
    begin("HANDLING", 0);
  }

  private void update() {
    seen = true;
    end("FIRST_RESPONSE", "FINISHED", "MET");
    end("NEXT_UPDATE", "FINISHED", "MET");
    begin("NEXT_UPDATE", 0);
  }

  private void ask() {
    update();
    asked = true;
    begin("REPLY", usedByTheSameQuestion());
  }

  private void resolve() {
    seen = true;
    done = true;
    for (String metric : List.of("FIRST_RESPONSE", "NEXT_UPDATE", "RESOLUTION", "HANDLING")) {
      end(metric, "FINISHED", "MET");
    }
    begin("CONFIRMATION", 0);
  }

  private int usedByTheSameQuestion() {
    for (int i = over.size() - 1; i >= 0; i--) {
      NaiveClock clock = over.get(i);
      if (clock.metric().equals("REPLY")) {
        boolean answeredInTime = clock.cycle() == cycle && clock.verdict().equals("MET");
        return answeredInTime ? totalOfLast("REPLY") : 0;
      }
    }
    return 0;
  }

  private int totalOfLast(String metric) {
    return begun.stream()
        .filter(meter -> meter.is(metric))
        .reduce((earlier, later) -> later)
        .map(Meter::total)
        .orElseThrow();
  }

  private void begin(String metric, int usedBefore) {
    int round = 1 + (int) begun.stream().filter(meter -> meter.is(metric, cycle)).count();
    Meter meter = new Meter(office, metric, cycle, round, targets.get(metric), usedBefore);
    begun.add(meter);
    open.put(metric, meter);
  }

  private void end(String metric, String phase, String verdict) {
    Meter meter = open.remove(metric);
    if (meter != null) {
      over.add(meter.clock(number, priority, phase, verdict));
    }
  }

  private void runTo(long until) {
    for (Map.Entry<String, Meter> running : open.entrySet()) {
      if (!asked || !WAITS_FOR_THE_USER.contains(running.getKey())) {
        running.getValue().run(at, until, priority);
      }
    }
    at = until;
  }
}
