package io.onus.local.servicenow;

import io.onus.local.LocalStack;
import io.onus.local.LocalStackException;
import io.onus.local.identity.TokenMint;
import io.onus.local.identity.TokenPurse;
import io.onus.local.servicenow.ImportArguments.UnusableArguments;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code ./onus import servicenow FILE}: makes the company a log speaks of and tells Onus its past.
 */
public final class ImportCommand {

  private ImportCommand() {}

  public static void main(String[] args) {
    System.exit(run(args, System.getenv(), ImportCommand::localTokens, System.out, System.err));
  }

  /**
   * Runs the command and answers its exit status: 0 when everything was sent, 1 when something
   * stood in the way, 2 when the arguments make no sense. Rejected rows do not fail it, they are
   * printed.
   *
   * @param local asked for tokens when none was given
   * @param out where the summary goes
   * @param err where progress and complaints go
   */
  public static int run(
      String[] args,
      Map<String, String> environment,
      Supplier<ImportTokens> local,
      PrintStream out,
      PrintStream err) {
    try {
      ImportArguments arguments = ImportArguments.parse(args, environment);
      run(arguments, local, out, err);
      return 0;
    } catch (UnusableArguments e) {
      err.println(e.getMessage());
      err.print(ImportArguments.USAGE);
      return 2;
    } catch (NoSuchFileException e) {
      err.println("There is no file " + e.getFile() + ".");
    } catch (IOException | UnusableFileException | OnusApi.Refused | LocalStackException e) {
      err.println(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("Interrupted. Running it again goes on where it stopped.");
    }
    return 1;
  }

  /** Of the stack of this folder, which the script names. */
  private static ImportTokens localTokens() {
    if (System.getenv("ONUS_OIDC_ISSUER") != null) {
      throw new LocalStackException(
          "Your own identity provider makes the tokens: give one with --token or ONUS_TOKEN");
    }
    return ImportTokens.made(new TokenPurse(TokenMint.of(LocalStack.oidc())));
  }

  private static void run(
      ImportArguments arguments, Supplier<ImportTokens> local, PrintStream out, PrintStream err)
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
      String given = arguments.token();
      ImportTokens tokens = given == null ? local.get() : ImportTokens.given(given);
      new Company(requests, sla, tokens, err).make(directory, terms);
      long began = System.nanoTime();
      FactSender.Summary sent = new FactSender(requests, tokens, err).send(mapped, asOf);
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
        new CaughtUp(requests, sla, tokens, err).await(mapped);
      }
    }
  }
}
