package io.onus.request.imports;

import io.onus.request.request.ImportedFact;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Counts what becomes of each line, and keeps the first of those that were rejected. */
final class ImportTally {

  static final int KEPT = 1000;

  private static final Comparator<RejectedLine> BY_LINE =
      Comparator.comparingLong(RejectedLine::line);

  private long lines;
  private long accepted;
  private long unchanged;
  private long rejected;
  private final PriorityQueue<RejectedLine> first = new PriorityQueue<>(BY_LINE.reversed());

  void line() {
    lines++;
  }

  void add(ImportedFact fact) {
    switch (fact.result()) {
      case ACCEPTED -> accepted++;
      case UNCHANGED -> unchanged++;
      case REJECTED -> reject(rejection(fact));
    }
  }

  void reject(RejectedLine line) {
    rejected++;
    first.add(line);
    if (first.size() > KEPT) {
      first.poll();
    }
  }

  ImportView view(long finished) {
    return new ImportView(
        lines, accepted, unchanged, rejected, first.stream().sorted(BY_LINE).toList(), finished);
  }

  private static RejectedLine rejection(ImportedFact fact) {
    String[] parts = String.valueOf(fact.reason()).split(": ", 2);
    return new RejectedLine(fact.line(), parts[0], parts.length == 2 ? parts[1] : parts[0]);
  }
}
