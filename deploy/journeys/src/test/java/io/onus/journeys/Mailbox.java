package io.onus.journeys;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;

/** Every mail the suite has sent to anybody. */
record Mailbox(GreenMail server) {

  record Mail(List<String> to, String subject, String text) {

    boolean mentions(String words) {
      return subject.contains(words) || text.contains(words);
    }
  }

  List<Mail> all() {
    return Stream.of(server.getReceivedMessages()).map(Mailbox::mail).toList();
  }

  List<Mail> to(String address) {
    return all().stream().filter(mail -> mail.to().contains(address)).toList();
  }

  private static Mail mail(MimeMessage message) {
    try {
      List<String> to = Stream.of(message.getAllRecipients()).map(Object::toString).toList();
      return new Mail(to, message.getSubject(), GreenMailUtil.getWholeMessage(message));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
