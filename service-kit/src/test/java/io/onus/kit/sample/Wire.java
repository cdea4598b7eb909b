package io.onus.kit.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** HTTP letter by letter, for what no client would send. */
final class Wire implements Closeable {

  private final Socket socket;

  Wire(URI root) throws IOException {
    socket = new Socket(root.getHost(), root.getPort());
    socket.setSoTimeout(60_000);
    socket.setTcpNoDelay(true);
  }

  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Whether the other side still takes what is sent. */
  boolean takes(String text) {
    try {
      send(text);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** Whether something has come back, or the other side has hung up. */
  boolean hasAnswer() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** All that comes until the other side hangs up, which it must. */
  String rest() throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    try {
      for (int read = in.read(); read >= 0; read = in.read()) {
        text.append((char) read);
      }
    } catch (SocketException reset) {
      // Hung up while something of ours was on its way.
    }
    return text.toString();
  }

  /** One answer with its body, whose length the head says. */
  String answer() throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (text.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        return text.toString();
      }
      text.append((char) read);
    }
    String length =
        text.toString()
            .lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .map(line -> line.substring("content-length:".length()).strip())
            .findFirst()
            .orElse("0");
    byte[] body = in.readNBytes(Integer.parseInt(length));
    return text.append(new String(body, StandardCharsets.UTF_8)).toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
