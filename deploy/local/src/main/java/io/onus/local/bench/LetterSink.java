package io.onus.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on loopback that takes every letter and keeps what the bench looks at. */
final class LetterSink implements AutoCloseable {

  /**
   * A letter.
   *
   * @param messageId made from the delivery's id, so a repeat shows
   * @param content headers and body, as they came
   */
  record Letter(String to, String messageId, String content) {}

  private final ServerSocket server;
  private final List<Letter> letters = new CopyOnWriteArrayList<>();

  LetterSink() {
    try {
      server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("letter-sink").start(this::acceptAll);
  }

  int port() {
    return server.getLocalPort();
  }

  List<Letter> letters() {
    return List.copyOf(letters);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().name("letter").start(() -> talk(client));
      } catch (IOException e) {
        // Closed, or one client that is gone again: the others go on.
      }
    }
  }

  private void talk(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = client.getOutputStream();
      say(out, "220 localhost");
      String to = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "DATA" -> {
            say(out, "354 Go on");
            letters.add(letter(to, content(in)));
            say(out, "250 Taken");
          }
          case "RCPT" -> {
            to = line.replaceAll("(?i).*<([^>]*)>.*", "$1");
            say(out, "250 OK");
          }
          case "QUIT" -> {
            say(out, "221 Bye");
            return;
          }
          default -> say(out, "250 OK");
        }
      }
    } catch (IOException e) {
      // The sender left.
    }
  }

  private static String content(BufferedReader in) throws IOException {
    StringBuilder content = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      content.append(line).append('\n');
    }
    return content.toString();
  }

  private static Letter letter(String to, String content) {
    String id =
        content
            .lines()
            .filter(line -> line.regionMatches(true, 0, "Message-ID:", 0, 11))
            .map(line -> line.substring(11).strip())
            .findFirst()
            .orElse("");
    return new Letter(to, id, content);
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
