package io.onus.notification.channel.email;

import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.Wordings;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.SecretUse;
import io.onus.notification.channel.email.domain.EmailAddress;
import io.onus.notification.channel.email.domain.Letter;
import io.onus.notification.channel.email.domain.SmtpReply;
import io.onus.notification.domain.ChannelKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * One letter per message, as text and as HTML. The Message-ID comes from the delivery, so a mailbox
 * recognises a repeat; all letters about one request refer to the same root and are shown as one
 * thread.
 */
@ApplicationScoped
public class EmailChannel implements Channel {

  private final SmtpClient client;
  private final WallClock clock;
  private final Wordings wordings;
  private final InternetAddress from;
  private final String domain;

  EmailChannel(SmtpClient client, MailSettings settings, WallClock clock, Wordings wordings) {
    this.client = client;
    this.clock = clock;
    this.wordings = wordings;
    try {
      this.from = address(settings.from());
    } catch (AddressException e) {
      throw new IllegalStateException("onus.mail.from (ONUS_MAIL_FROM): " + e.getMessage(), e);
    }
    this.domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  @Override
  public Optional<String> wrongAddress(String address) {
    return EmailAddress.wrong(address);
  }

  @Override
  public SecretUse secretUse() {
    return SecretUse.NONE;
  }

  /** All letters go through one SMTP server. */
  @Override
  public String lane(String address) {
    return "email";
  }

  @Override
  public Answer send(Message message) {
    InternetAddress to;
    try {
      to = address(message.address());
    } catch (AddressException e) {
      return new Answer.RefusedForGood(
          "no letter can go to this address: " + e.getMessage(), false);
    }
    try {
      client.send(mail(message, to));
      return new Answer.Taken("accepted by the mail server");
    } catch (MessagingException e) {
      return answer(e, message.address());
    } catch (TimeoutException e) {
      return new Answer.RefusedForNow("the mail server did not answer in time", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.RefusedForNow("interrupted", null);
    }
  }

  private MimeMessage mail(Message message, InternetAddress to) throws MessagingException {
    Instant now = clock.now();
    Letter letter = Letter.of(wordings.of(message.content()));
    String id = "<" + message.deliveryId() + "@" + domain + ">";
    MimeMessage mail =
        new MimeMessage(client.session()) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    mail.setFrom(from);
    mail.setRecipient(RecipientType.TO, to);
    mail.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    mail.setContent(
        new MimeMultipart(
            "alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
    mail.setSentDate(Date.from(now));
    Optional<UUID> request = request(message.content());
    if (request.isPresent()) {
      String thread = "<request-" + request.get() + "@" + domain + ">";
      mail.setHeader("In-Reply-To", thread);
      mail.setHeader("References", thread);
    }
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.saveChanges();
    return mail;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, StandardCharsets.UTF_8.name(), subtype);
    return part;
  }

  /** The one request a letter is about, if it is about one. */
  private static Optional<UUID> request(Content content) {
    return switch (content) {
      case Content.Milestone(Notice notice) -> Optional.of(notice.requestId());
      case Content.AlertMoved moved -> Optional.of(moved.notice().requestId());
      case Content.Digest digest -> Optional.empty();
      case Content.News news -> Optional.empty();
    };
  }

  /** One mailbox in ASCII: nothing that could end a line, name a second one or be a group. */
  private static InternetAddress address(String text) throws AddressException {
    if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new AddressException("it has characters that an address must not have");
    }
    InternetAddress address = new InternetAddress(text, true);
    address.validate();
    if (address.isGroup() || address.getAddress().indexOf('@') < 0) {
      throw new AddressException("it is not one mailbox");
    }
    return address;
  }

  private static Answer answer(MessagingException e, String address) {
    SmtpReply reply = reply(e);
    String said = reply == null ? "no letter could be handed over: " + root(e) : reply.text();
    // Reasons are logged and shown to people who need not know the address.
    String reason = said.replace(address, "(the address)").replaceAll("\\p{Cntrl}+", " ").strip();
    return reply == null
        ? new Answer.RefusedForNow(reason, null)
        : new SmtpReply(reply.code(), reason).answer();
  }

  /** The last in the chain says most: what was said to the address, not what came of the letter. */
  private static @Nullable SmtpReply reply(Throwable thrown) {
    SmtpReply last = null;
    for (Throwable at = thrown; at != null && at.getCause() != at; at = at.getCause()) {
      SmtpReply own = ownReply(at);
      last = own == null ? last : own;
    }
    return last;
  }

  /** Only what was said to the sender, the address or the text; a greeting is about neither. */
  private static @Nullable SmtpReply ownReply(Throwable thrown) {
    String text = String.valueOf(thrown.getMessage());
    return switch (thrown) {
      case SMTPAddressFailedException refused -> new SmtpReply(refused.getReturnCode(), text);
      case SMTPSenderFailedException refused -> new SmtpReply(refused.getReturnCode(), text);
      case SMTPSendFailedException refused -> new SmtpReply(refused.getReturnCode(), text);
      default -> null;
    };
  }

  private static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }
}
