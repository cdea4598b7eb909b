package io.onus.notification.channel.email;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on loopback that says what it is told to say. Stages are the verbs of SMTP, and
 * {@code GREETING}, {@code TEXT} (after the letter's last line) and {@code USER}, {@code PASSWORD}
 * within a sign-in.
 */
final class ScriptedMailServer implements AutoCloseable {

  /** Hangs up instead of an answer. */
  static final String HANG_UP = "hang up";

  /** Says nothing any more, and stays. */
  static final String SILENCE = "silence";

  /** Begins an answer and never ends it, a byte at a time. */
  static final String DRIP = "drip";

  private final ServerSocket server;
  private final boolean encryptedAtOnce;
  private final @Nullable SSLContext tls;
  private final Map<String, String> replies =
      new ConcurrentHashMap<>(
          Map.ofEntries(
              Map.entry("GREETING", "220 here"),
              Map.entry("EHLO", "250 here"),
              Map.entry("MAIL", "250 ok"),
              Map.entry("RCPT", "250 ok"),
              Map.entry("DATA", "354 go on"),
              Map.entry("TEXT", "250 taken"),
              Map.entry("AUTH", "334 VXNlcm5hbWU6"),
              Map.entry("USER", "334 UGFzc3dvcmQ6"),
              Map.entry("PASSWORD", "235 welcome"),
              Map.entry("STARTTLS", "220 go on"),
              Map.entry("RSET", "250 ok"),
              Map.entry("QUIT", "221 bye")));
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ScriptedMailServer(@Nullable SSLContext tls, boolean encryptedAtOnce) {
    this.tls = tls;
    this.encryptedAtOnce = encryptedAtOnce;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::acceptAll);
  }

  static ScriptedMailServer plain() {
    return new ScriptedMailServer(null, false);
  }

  static ScriptedMailServer starttls(SSLContext tls) {
    return new ScriptedMailServer(tls, false).says("EHLO", "250-here\r\n250 STARTTLS");
  }

  static ScriptedMailServer encrypted(SSLContext tls) {
    return new ScriptedMailServer(tls, true);
  }

  ScriptedMailServer says(String stage, String reply) {
    replies.put(stage, reply);
    return this;
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * Every line that came, each behind its stage; those that came through TLS behind a {@code *}.
   */
  List<String> heard() {
    return List.copyOf(heard);
  }

  boolean heard(String stage) {
    return heard.stream().anyMatch(line -> line.replace("*", "").startsWith(stage + " "));
  }

  /** The letters' lines, without the dot that ends them. */
  List<String> letter() {
    return heard.stream()
        .map(line -> line.replaceFirst("^\\*", ""))
        .filter(line -> line.startsWith("LINE "))
        .map(line -> line.substring("LINE ".length()))
        .toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> talk(client));
      } catch (IOException e) {
        // Closed, which the loop sees.
      }
    }
  }

  private void talk(Socket client) {
    try (client) {
      Socket socket = encryptedAtOnce ? encrypt(client) : client;
      say(socket, "GREETING");
      converse(socket);
    } catch (IOException | InterruptedException e) {
      // The other end left, or the test is over.
    }
  }

  private void converse(Socket socket) throws IOException, InterruptedException {
    // A reader that runs ahead would swallow the first bytes of TLS; the client waits before them.
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String mark = socket instanceof SSLSocket ? "*" : "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      heard.add(mark + verb + " " + line);
      say(socket, verb);
      if (verb.equals("STARTTLS") && tls != null) {
        converse(encrypt(socket));
        return;
      }
      if (verb.equals("AUTH")) {
        heard.add(mark + "USER " + in.readLine());
        say(socket, "USER");
        heard.add(mark + "PASSWORD " + in.readLine());
        say(socket, "PASSWORD");
      }
      if (verb.equals("DATA") && replies.get("DATA").startsWith("3")) {
        for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
          if (text == null) {
            return;
          }
          heard.add(mark + "LINE " + text);
        }
        say(socket, "TEXT");
      }
    }
  }

  private void say(Socket socket, String stage) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    String reply = replies.getOrDefault(stage, "502 not known here");
    switch (reply) {
      case HANG_UP -> throw new IOException("as told");
      case SILENCE -> Thread.sleep(Long.MAX_VALUE);
      case DRIP -> {
        while (true) {
          out.write('2');
          out.flush();
          Thread.sleep(20);
        }
      }
      default -> {
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  private SSLSocket encrypt(Socket socket) throws IOException {
    SSLSocket encrypted =
        (SSLSocket)
            tls.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    return encrypted;
  }
}
