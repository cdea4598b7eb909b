package io.onus.local.company;

import io.onus.local.LocalStack;
import io.onus.local.LocalStackException;
import io.onus.local.company.ApplyArguments.UnusableArguments;
import io.onus.local.company.Resources.Found;
import io.onus.local.company.SuiteApi.Refused;
import io.onus.local.company.SuiteApi.Unusable;
import io.onus.local.identity.TokenMint;
import io.onus.local.identity.TokenPurse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/** {@code ./onus apply company.yaml}: makes Onus as the file says. */
public final class ApplyCommand {

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int MISTAKEN = 2;

  private ApplyCommand() {}

  public static void main(String[] args) {
    System.exit(run(args, System.getenv(), System.out, System.err));
  }

  /**
   * Runs the command and answers its exit status, see {@link ApplyArguments#USAGE}.
   *
   * @param out what was done, or would be
   * @param err what was refused, and mistakes of the file
   */
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      ApplyArguments arguments = ApplyArguments.parse(args, environment);
      return apply(arguments, environment, out, err);
    } catch (UnusableArguments e) {
      err.println(e.getMessage());
      err.print(ApplyArguments.USAGE);
      return MISTAKEN;
    } catch (NoSuchFileException e) {
      err.println("There is no file " + e.getFile() + ".");
      return MISTAKEN;
    } catch (CharacterCodingException e) {
      err.println("The file is not written in UTF-8.");
      return MISTAKEN;
    } catch (IOException e) {
      err.println("The file cannot be read: " + e.getMessage());
      return MISTAKEN;
    } catch (Unusable | Refused | LocalStackException e) {
      err.println(e.getMessage());
      return REFUSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("Interrupted. Running it again goes on where it stopped.");
      return REFUSED;
    }
  }

  private static int apply(
      ApplyArguments arguments, Map<String, String> environment, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    String name = arguments.file().toString();
    String text = Files.readString(arguments.file());
    try {
      CompanyFile file = CompanyFile.parse(text);
      return apply(file, name, arguments, environment, out, err);
    } catch (MistakenFileException e) {
      e.mistakes().forEach(mistake -> err.println(mistake.in(name)));
      int count = e.mistakes().size();
      err.println((count == 1 ? "One mistake" : count + " mistakes") + "; nothing was sent.");
      return MISTAKEN;
    }
  }

  private static int apply(
      CompanyFile file,
      String name,
      ApplyArguments arguments,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err)
      throws InterruptedException {
    try (SuiteApi api = new SuiteApi(arguments.places(), bearers(arguments, environment))) {
      Resources resources = new Resources(api, file, environment);
      References.check(
          file, arguments.only(), (kind, key) -> resources.find(kind, key).map(Found::state));
      return new Application(file, name, resources, arguments.only(), arguments.dryRun(), out, err)
              .run()
          ? DONE
          : REFUSED;
    }
  }

  private static Bearers bearers(ApplyArguments arguments, Map<String, String> environment) {
    if (arguments.token() != null) {
      return Bearers.given(arguments.token(), environment);
    }
    String provider = environment.getOrDefault("ONUS_OIDC_ISSUER", "");
    if (!provider.isBlank()) {
      throw new UnusableArguments(
          "Tokens come from " + provider + " (ONUS_OIDC_ISSUER): --token or ONUS_TOKEN.");
    }
    return new LocalBearers(new TokenPurse(TokenMint.of(LocalStack.oidc())));
  }
}
