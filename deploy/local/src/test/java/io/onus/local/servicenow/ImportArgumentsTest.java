package io.onus.local.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportArgumentsTest {

  @Test
  void aFileIsEnough() {
    ImportArguments arguments =
        ImportArguments.parse(new String[] {"servicenow", "log.csv"}, Map.of());

    assertThat(arguments.file()).isEqualTo(Path.of("log.csv"));
    assertThat(arguments.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(arguments.requestService()).isEqualTo(URI.create("http://127.0.0.1:8081"));
    assertThat(arguments.limit()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void everythingElseCanBeSaid() {
    String[] args =
        "log.csv --zone America/Sao_Paulo --limit 10 --as-of 2017-02-15T15:00:00Z --wait --sla-url http://sla:1/"
            .split(" ");

    ImportArguments arguments = ImportArguments.parse(args, Map.of("ONUS_PORT_OFFSET", "100"));

    assertThat(arguments.zone()).isEqualTo(ZoneId.of("America/Sao_Paulo"));
    assertThat(arguments.limit()).isEqualTo(10);
    assertThat(arguments.asOf()).isEqualTo(Instant.parse("2017-02-15T15:00:00Z"));
    assertThat(arguments.await()).isTrue();
    assertThat(arguments.requestService()).isEqualTo(URI.create("http://127.0.0.1:8181"));
    assertThat(arguments.slaService()).isEqualTo(URI.create("http://sla:1"));
  }

  @Test
  void aTokenIsTypedOrInTheEnvironment() {
    Map<String, String> environment = Map.of("ONUS_TOKEN", "from-environment");
    String[] file = {"log.csv"};
    String[] typed = {"log.csv", "--token", "typed"};

    assertThat(ImportArguments.parse(file, environment).token()).isEqualTo("from-environment");
    assertThat(ImportArguments.parse(typed, environment).token()).isEqualTo("typed");
    assertThat(ImportArguments.parse(file, Map.of("ONUS_TOKEN", " ")).token()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                       | Which file?
          a.csv b.csv              | One file at a time: a.csv or b.csv?
          a.csv --zone             | --zone needs a value.
          a.csv --zone Berlin      | 'Berlin' is not a zone like Europe/Berlin.
          a.csv --limit 0          | --limit needs a number above zero, not '0'.
          a.csv --as-of yesterday  | 'yesterday' is not an instant like 2017-02-15T15:00:00Z.
          a.csv --sla-url here     | --sla-url needs an address like http://127.0.0.1:8081, not 'here'.
          a.csv --fast             | There is no option --fast.
          """)
  void whatMakesNoSenseIsSaidInOneLineAndExitsWith2(String args, String message) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] split = args.isEmpty() ? new String[0] : args.split(" ");

    int status =
        ImportCommand.run(
            split,
            Map.of(),
            () -> ImportTokens.given("unused"),
            System.out,
            new PrintStream(err, true));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message + "\nUsage:");
  }

  @Test
  void aFileThatIsNotThereExitsWith1() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int status =
        ImportCommand.run(
            new String[] {"nowhere.csv"},
            Map.of(),
            () -> ImportTokens.given("unused"),
            System.out,
            new PrintStream(err, true));

    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("There is no file nowhere.csv.\n");
  }
}
