package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.local.company.Resources.Found;
import io.onus.local.company.SuiteApi.Refused;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes Onus as a file says, kind by kind. What is as it should be is left alone. */
final class Application {

  /** How many entries came out how. */
  private int created;

  private int changed;
  private int unchanged;
  private int refused;

  private final CompanyFile file;
  private final String fileName;
  private final Resources resources;
  private final Set<Kind> only;
  private final boolean dry;
  private final PrintStream out;
  private final PrintStream err;

  Application(
      CompanyFile file,
      String fileName,
      Resources resources,
      Set<Kind> only,
      boolean dry,
      PrintStream out,
      PrintStream err) {
    this.file = file;
    this.fileName = fileName;
    this.resources = resources;
    this.only = only;
    this.dry = dry;
    this.out = out;
    this.err = err;
  }

  /** Whether everything is now, or would be, as the file says. */
  boolean run() throws InterruptedException {
    for (Kind kind : only) {
      for (Entry entry : file.of(kind)) {
        try {
          apply(entry);
        } catch (Refused refusal) {
          refused++;
          complain(entry, refusal);
        }
      }
      if (refused > 0) {
        // What comes next may need what was refused.
        stopped(kind);
        return false;
      }
    }
    out.println(summary());
    return true;
  }

  private void apply(Entry entry) throws InterruptedException {
    Optional<Found> found = resources.find(entry.kind(), entry.key());
    List<Change> changes = resources.changes(entry, found);
    if (found.isPresent() && changes.isEmpty()) {
      unchanged++;
      return;
    }
    List<String> told = dry ? List.of() : resources.write(entry, found, changes);
    if (found.isEmpty()) {
      created++;
      out.println(entry.name() + ": " + (dry ? "would be created" : "created"));
    } else {
      changed++;
      out.println(entry.name() + ": " + (dry ? "would be changed" : "changed"));
    }
    if (dry || found.isPresent()) {
      changes.stream()
          .filter(change -> found.isPresent() || change.isTelling())
          .forEach(change -> out.println("    " + shown(change, found)));
    }
    told.forEach(line -> out.println("    " + line));
  }

  private static String shown(Change change, Optional<Found> found) {
    return found.isEmpty() ? change.field() + ": " + change.to() : change.shown();
  }

  private void complain(Entry entry, Refused refusal) {
    List<Mistake> mistakes = new ArrayList<>();
    for (JsonNode violation : refusal.violations()) {
      String field = violation.path("field").asText();
      mistakes.add(
          new Mistake(
              file.line(entry, field),
              entry.path() + "." + field,
              violation.path("message").asText()));
    }
    err.println(
        fileName
            + ":"
            + entry.line()
            + ": "
            + entry.name()
            + " is refused: "
            + refusal.getMessage());
    mistakes.forEach(mistake -> err.println("    " + mistake.in(fileName)));
    if (refusal.status() == 403 && entry.kind() == Kind.OFFER) {
      String lead = entry.saidByLeadOf();
      err.println(
          "    An offer is signed by a lead or deputy of "
              + lead
              + ": run this again with such a token and --only offers.");
    }
  }

  private void stopped(Kind kind) {
    List<String> untried =
        only.stream()
            .filter(later -> later.compareTo(kind) > 0 && !file.of(later).isEmpty())
            .map(Kind::section)
            .toList();
    err.println(
        "Stopped after the "
            + kind.section()
            + ": "
            + refused
            + " refused, "
            + done()
            + (untried.isEmpty() ? "" : "; not tried: " + String.join(", ", untried))
            + ". Running it again goes on from here.");
  }

  private String done() {
    return dry
        ? created + " would be created, " + changed + " changed, " + unchanged + " as they were"
        : created + " created, " + changed + " changed, " + unchanged + " as they were";
  }

  private String summary() {
    if (created + changed == 0) {
      String sections =
          only.size() == Kind.values().length
              ? ""
              : only.stream().map(Kind::section).collect(Collectors.joining(", ", "", " of "));
      String entries = unchanged == 1 ? "the one entry of " : "all " + unchanged + " entries of ";
      return "Nothing to do: "
          + entries
          + sections
          + fileName
          + (unchanged == 1 ? " is" : " are")
          + " as it says.";
    }
    return (dry ? "Dry run of " : "Applied ")
        + fileName
        + ": "
        + done()
        + (dry ? ". Nothing was changed." : ".");
  }
}
