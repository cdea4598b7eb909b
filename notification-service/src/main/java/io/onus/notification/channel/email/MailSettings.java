package io.onus.notification.channel.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where letters are handed over, and as whom. */
@ConfigMapping(prefix = "onus.mail")
public interface MailSettings {

  /** How the connection is encrypted. */
  enum Tls {
    OFF,
    /** Begins in the clear; a server that does not go over to TLS gets no letter. */
    STARTTLS,
    /** From the first byte. */
    TLS
  }

  String host();

  int port();

  /** Sender of every letter; its domain is that of the Message-IDs. */
  String from();

  /** How the mail server is greeted. */
  String hostName();

  Optional<String> user();

  Optional<String> password();

  @WithDefault("off")
  Tls tls();

  /** PEM file of the certificates to trust instead of those the Java runtime trusts. */
  Optional<Path> certificates();

  /** How long one letter may take, from the connection to the server's last word. */
  @WithDefault("PT10S")
  Duration timeout();
}
