package io.onus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherTest {

  @TempDir Path folder;

  @Test
  void mailsAreKeptWholeAndInOrder() throws IOException {
    int port = Ports.free();
    try (MailCatcher catcher = MailCatcher.start(port, folder)) {
      // Given one mail, and another in the same conversation
      try (Socket client = new Socket(Ports.LOOPBACK, port)) {
        assertThat(
                talk(
                    client,
                    "EHLO sla",
                    "MAIL FROM:<onus@example.com>",
                    "RCPT TO:<lead@example.com>",
                    "DATA",
                    "Subject: ENG-1042 is overdue\r\n\r\nfirst\r\n..a dot began this line\r\n.",
                    "MAIL FROM:<onus@example.com>",
                    "RCPT TO:<deputy@example.com>",
                    "DATA",
                    "Subject: second\r\n\r\n\r\n.",
                    "QUIT"))
            .isEqualTo("220 250 250 250 354 250 250 250 354 250 221");
      }
    }

    assertThat(MailCatcher.caught(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("00001.eml", "00002.eml");
    assertThat(Files.readString(folder.resolve("00001.eml")))
        .contains("RCPT TO:<lead@example.com>", "first\r\n.a dot began this line\r\n")
        .doesNotContain("deputy@example.com");
    assertThat(Files.readString(folder.resolve("00002.eml"))).contains("deputy@example.com");
  }

  @Test
  void theNextRunGoesOnCounting() throws IOException {
    for (int run = 1; run <= 2; run++) {
      int port = Ports.free();
      try (MailCatcher catcher = MailCatcher.start(port, folder);
          Socket client = new Socket(Ports.LOOPBACK, port)) {
        talk(
            client, "HELO sla", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "run " + run + "\r\n.");
      }
    }

    assertThat(Files.readString(folder.resolve("00002.eml"))).contains("run 2");
  }

  /** Says the lines one by one and returns the codes of the answers. */
  private static String talk(Socket client, String... lines) throws IOException {
    client.setSoTimeout(10_000);
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    StringBuilder codes = new StringBuilder(in.readLine().substring(0, 3));
    for (String line : lines) {
      client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().flush();
      codes.append(' ').append(in.readLine(), 0, 3);
    }
    return codes.toString();
  }
}
