package io.onus.notification.channel.email;

import io.onus.kit.outbound.TrustedCertificates;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.email.MailSettings.Tls;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * One connection per letter: a kept one that the server has forgotten would cost a timeout before
 * it shows. The whole exchange has one deadline, because a server that sends a byte now and then
 * meets every timeout of a single read.
 */
@ApplicationScoped
class SmtpClient {

  private final MailSettings settings;
  private final Duration timeout;
  private final Session session;

  /** Threads of the platform: the mail library holds monitors while it waits for the server. */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = Thread.ofPlatform().name("smtp").daemon().unstarted(work);
            // The library finds its parts by the class loader of the thread.
            thread.setContextClassLoader(SmtpClient.class.getClassLoader());
            return thread;
          });

  SmtpClient(MailSettings settings) {
    this.settings = settings;
    this.timeout =
        settings.timeout().compareTo(Channel.TIMEOUT) < 0 ? settings.timeout() : Channel.TIMEOUT;
    this.session = Session.getInstance(properties(settings, timeout));
    refuseOpenSignIn(settings);
  }

  Session session() {
    return session;
  }

  /**
   * Returns once the server has taken the letter, and at the latest when its time is up.
   *
   * @throws MessagingException what the server said, or why it was not reached
   * @throws TimeoutException after the whole exchange took too long; the server may have the letter
   */
  void send(MimeMessage letter) throws MessagingException, TimeoutException, InterruptedException {
    Callable<Void> work =
        () -> {
          exchange(letter);
          return null;
        };
    Future<Void> exchange = threads.submit(work);
    try {
      exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MessagingException refused) {
        throw refused;
      }
      throw new IllegalStateException("a letter must not fail like this", e.getCause());
    } finally {
      // Interrupts a wait for the server, which closes the connection.
      exchange.cancel(true);
    }
  }

  private void exchange(MimeMessage letter) throws MessagingException {
    Transport transport = session.getTransport("smtp");
    try {
      transport.connect(
          settings.host(),
          settings.port(),
          settings.user().orElse(null),
          settings.password().orElse(null));
      transport.sendMessage(letter, letter.getAllRecipients());
    } finally {
      close(transport);
    }
  }

  /** However the farewell goes, it says nothing about the letter. */
  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // The connection is gone either way.
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }

  private static Properties properties(MailSettings settings, Duration timeout) {
    String millis = String.valueOf(timeout.toMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.localhost", settings.hostName());
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.quitwait", "false");
    // An interrupted wait on a channel ends, one on a socket does not.
    properties.put("mail.smtp.usesocketchannels", "true");
    properties.put("mail.smtp.auth", String.valueOf(settings.user().isPresent()));
    properties.put("mail.smtp.ssl.enable", String.valueOf(settings.tls() == Tls.TLS));
    properties.put("mail.smtp.starttls.enable", String.valueOf(settings.tls() == Tls.STARTTLS));
    properties.put("mail.smtp.starttls.required", String.valueOf(settings.tls() == Tls.STARTTLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.socketFactory.fallback", "false");
    settings
        .certificates()
        .ifPresent(
            pem ->
                properties.put(
                    "mail.smtp.ssl.socketFactory",
                    trusting(TrustedCertificates.only(pem, "onus.mail.certificates"))));
    return properties;
  }

  private static SSLSocketFactory trusting(X509TrustManager trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trusted}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /** A password never crosses a network in the clear. */
  private static void refuseOpenSignIn(MailSettings settings) {
    if (settings.user().isPresent() && settings.tls() == Tls.OFF && !isHere(settings.host())) {
      throw new IllegalStateException(
          "onus.mail.user (ONUS_SMTP_USER) needs onus.mail.tls (ONUS_SMTP_TLS) starttls or tls: "
              + settings.host()
              + " is another machine");
    }
  }

  private static boolean isHere(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
