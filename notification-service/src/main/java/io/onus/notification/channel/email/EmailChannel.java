package io.onus.notification.channel.email;

import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.email.domain.Letter;
import io.onus.notification.domain.ChannelKind;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * One letter per message. The Message-ID comes from the delivery, so a mailbox recognises a repeat;
 * all letters about one request refer to the same root and are shown as one thread.
 */
@ApplicationScoped
public class EmailChannel implements Channel {

  /**
   * Permanent answers that speak of us (sign-in, encryption), not of the letter: mending them lets
   * it through.
   */
  private static final Set<Integer> ABOUT_US = Set.of(530, 534, 535, 538);

  private final ReactiveMailer mailer;
  private final WallClock clock;
  private final String linkBase;
  private final String domain;

  EmailChannel(
      ReactiveMailer mailer,
      WallClock clock,
      @ConfigProperty(name = "onus.link-base") String linkBase,
      @ConfigProperty(name = "quarkus.mailer.from") String from) {
    this.mailer = mailer;
    this.clock = clock;
    this.linkBase = linkBase.replaceAll("/+$", "");
    this.domain = from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  /** All letters go through one SMTP server. */
  @Override
  public String lane(String address) {
    return "email";
  }

  @Override
  public Answer send(Message message) {
    try {
      mailer.send(mail(message)).await().atMost(TIMEOUT);
      return new Answer.Taken("accepted by the mail server");
    } catch (RuntimeException e) {
      return answer(e);
    }
  }

  private Mail mail(Message message) {
    Letter letter = Letter.of(message.notice(), linkBase, clock.now());
    String thread = "<request-" + message.notice().requestId() + "@" + domain + ">";
    return Mail.withText(message.address(), letter.subject(), letter.text())
        .addHeader("Message-ID", "<" + message.deliveryId() + "@" + domain + ">")
        .addHeader("In-Reply-To", thread)
        .addHeader("References", thread)
        .addHeader("Auto-Submitted", "auto-generated");
  }

  private static Answer answer(RuntimeException e) {
    SMTPException smtp = smtp(e);
    if (smtp == null) {
      return new Answer.RefusedForNow("the mail server did not answer: " + root(e), null);
    }
    String reason =
        "the mail server answered " + smtp.getReplyCode() + ": " + smtp.getReplyMessage();
    return smtp.isPermanent() && !ABOUT_US.contains(smtp.getReplyCode())
        ? new Answer.RefusedForGood(reason, false)
        : new Answer.RefusedForNow(reason, null);
  }

  private static @Nullable SMTPException smtp(Throwable thrown) {
    for (Throwable at = thrown; at != null && at.getCause() != at; at = at.getCause()) {
      if (at instanceof SMTPException smtp) {
        return smtp;
      }
    }
    return null;
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
