package io.onus.notification.test;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.onus.kit.test.Await;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A real SMTP server that keeps what it gets. */
public final class Mailbox implements AutoCloseable {

  private static final String[] NONE = {};

  /** A letter as its receiver reads it. */
  public record Letter(
      String to, String subject, String text, String html, String messageId, String references) {}

  private final GreenMail server;

  public Mailbox(int port) {
    ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(Await.PATIENCE.toMillis());
    server = new GreenMail(setup);
    server.start();
  }

  public List<Letter> to(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .map(Mailbox::letter)
        .filter(letter -> letter.to().equals(address))
        .toList();
  }

  public List<Letter> await(String address, int count) {
    return Await.until(
        count + " letters to " + address, () -> to(address), got -> got.size() >= count);
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Letter letter(MimeMessage message) {
    try {
      return new Letter(
          message.getRecipients(RecipientType.TO)[0].toString(),
          message.getSubject(),
          part(message, 0),
          part(message, 1),
          message.getMessageID(),
          String.join(" ", Objects.requireNonNullElse(message.getHeader("References"), NONE)));
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(MimeMessage message, int at) throws MessagingException, IOException {
    MimeMultipart parts = (MimeMultipart) message.getContent();
    return String.valueOf(parts.getBodyPart(at).getContent()).replace("\r\n", "\n");
  }
}
