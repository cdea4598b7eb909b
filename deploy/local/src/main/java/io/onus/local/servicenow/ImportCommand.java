package io.onus.local.servicenow;

import io.onus.local.servicenow.ImportArguments.UnusableArguments;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code ./onus import servicenow FILE}: makes the company a log speaks of and tells Onus its past.
 */
public final class ImportCommand {

  private ImportCommand() {}

  public static void main(String[] args) {
    System.exit(run(args, System.getenv(), System.out, System.err));
  }

  /**
   * Runs the command and answers its exit status: 0 when everything was sent, 1 when something
   * stood in the way, 2 when the arguments make no sense. Rejected rows do not fail it, they are
   * printed.
   *
   * @param out where the summary goes
   * @param err where progress and complaints go
   */
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      run(ImportArguments.parse(args, environment), out, err);
      return 0;
    } catch (UnusableArguments e) {
      err.println(e.getMessage());
      err.print(ImportArguments.USAGE);
      return 2;
    } catch (NoSuchFileException e) {
      err.println("There is no file " + e.getFile() + ".");
    } catch (IOException | UnusableFileException | OnusApi.Refused e) {
      err.println(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("Interrupted. Running it again goes on where it stopped.");
    }
    return 1;
  }

  private static void run(ImportArguments arguments, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    TermsFile terms = TermsFile.read(arguments.terms());
    ServiceNowLog log = ServiceNowLog.read(arguments.file(), arguments.zone());
    Instant asOf = arguments.asOf() == null ? log.end() : arguments.asOf();
    List<Incident> chosen = log.incidents().stream().limit(arguments.limit()).toList();
    LogDirectory directory = LogDirectory.of(chosen);
    err.printf(
        Locale.ROOT,
        "%s: %,d rows of %,d incidents, dates in %s, until %s%n",
        arguments.file().getFileName(),
        log.rows(),
        log.incidents().size(),
        arguments.zone(),
        asOf);

    ServiceNowMapper mapper = new ServiceNowMapper();
    List<MappedIncident> mapped = chosen.stream().map(mapper::map).toList();
    log.reported().forEach(err::println);
    mapped.stream().flatMap(incident -> incident.reported().stream()).forEach(err::println);

    try (OnusApi requests = new OnusApi("request-service", arguments.requestService());
        OnusApi sla = new OnusApi("sla-service", arguments.slaService())) {
      new Company(requests, sla, err).make(directory, terms);
      long began = System.nanoTime();
      FactSender.Summary sent =
          new FactSender(requests, directory.departments().firstKey(), err).send(mapped, asOf);
      double seconds = (System.nanoTime() - began) / 1e9;
      out.printf(
          Locale.ROOT,
          "%,d facts of %,d requests in %.1f s (%,.0f/s): %,d new, %,d known before, %,d"
              + " rejected%n",
          sent.lines(),
          mapped.size(),
          seconds,
          sent.lines() / seconds,
          sent.accepted(),
          sent.unchanged(),
          sent.rejected());
      if (arguments.await()) {
        new CaughtUp(requests, sla, directory.departments().firstKey(), err).await(mapped);
      }
    }
  }
}
