package io.onus.journeys;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/** The mail the suite has sent. */
record Mailbox(GreenMail server) {

  record Mail(String subject, String text) {

    boolean mentions(String words) {
      return subject.contains(words) || text.contains(words);
    }
  }

  /**
   * What was sent to one address; other people's mail is not even looked at, there may be
   * thousands.
   */
  List<Mail> to(String address) {
    GreenMailUser user = server.getUserManager().getUserByEmail(address);
    if (user == null) {
      return List.of();
    }
    try {
      // The server's own list grows while it is looked through; a copy of it is made in one step.
      return List.copyOf(server.getManagers().getImapHostManager().getInbox(user).getMessages())
          .stream()
          .map(stored -> mail(stored.getMimeMessage()))
          .toList();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mail mail(MimeMessage message) {
    try {
      return new Mail(message.getSubject(), GreenMailUtil.getWholeMessage(message));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
