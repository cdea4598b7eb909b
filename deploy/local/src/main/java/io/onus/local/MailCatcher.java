package io.onus.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Takes every mail and keeps it as a file, so that the first try tells somebody something without a
 * mail server. It speaks as much SMTP as a mailer needs, on the loopback interface only.
 */
final class MailCatcher implements AutoCloseable {

  private final ServerSocket server;
  private final Path folder;

  private MailCatcher(ServerSocket server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static MailCatcher start(int port, Path folder) {
    Ports.requireFree(port, "mail");
    Folders.make(folder);
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getByName(Ports.LOOPBACK), port));
      MailCatcher catcher = new MailCatcher(server, folder);
      Thread.ofVirtual().name("mail-catcher").start(catcher::acceptAll);
      return catcher;
    } catch (IOException e) {
      throw new LocalStackException("Cannot catch mail on port " + port + ": " + e.getMessage(), e);
    }
  }

  /** The mails caught so far, in the order they came. */
  static List<Path> caught(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    } catch (IOException e) {
      throw Folders.unusable(folder, e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // Its port is free in any case.
    }
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().name("mail").start(() -> talk(client));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        // One client that failed to connect is not the end of the others.
      }
    }
  }

  private void talk(Socket client) {
    try (client) {
      client.setSoTimeout(60_000);
      // Latin-1 keeps every byte as it came.
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = client.getOutputStream();
      say(out, "220 localhost Onus mail catcher");
      StringBuilder envelope = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "MAIL", "RCPT" -> {
            envelope.append("X-Envelope: ").append(line).append("\r\n");
            say(out, "250 OK");
          }
          case "DATA" -> {
            say(out, "354 End with a dot");
            String content = content(in);
            keep(envelope + content);
            envelope.setLength(0);
            say(out, "250 Caught");
          }
          case "RSET" -> {
            envelope.setLength(0);
            say(out, "250 OK");
          }
          case "QUIT" -> {
            say(out, "221 Bye");
            return;
          }
          case "HELO", "EHLO" -> say(out, "250 localhost");
          case "NOOP" -> say(out, "250 OK");
          default -> say(out, "502 Not known here");
        }
      }
    } catch (IOException e) {
      // The sender left; whatever it sent completely is kept.
    }
  }

  private static String content(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new IOException("The sender left in the middle of a mail");
      }
      // A line that begins with a dot has one more on the wire.
      mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return mail.toString();
  }

  /** Numbered, so that the order of names is the order of arrival, also after a restart. */
  private synchronized void keep(String mail) {
    byte[] bytes = mail.getBytes(StandardCharsets.ISO_8859_1);
    for (int number = caught(folder).size() + 1; ; number++) {
      Path file = folder.resolve("%05d.eml".formatted(number));
      try {
        Files.createFile(file);
        Files.write(file, bytes);
        return;
      } catch (FileAlreadyExistsException e) {
        // One was removed by hand; the next number is free.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
