package io.onus.kit.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom to trust at the other end of TLS, from a PEM file of a company's own authorities. */
public final class TrustedCertificates {

  private TrustedCertificates() {}

  /**
   * What the file holds, and nothing else.
   *
   * @param setting what named the file, for whoever has to mend it
   */
  public static X509TrustManager only(Path pem, String setting) {
    return trusting(setting, pem, false);
  }

  /** What the file holds, besides what the Java runtime trusts. */
  public static X509TrustManager besidesTheUsual(Path pem, String setting) {
    return trusting(setting, pem, true);
  }

  private static X509TrustManager trusting(String setting, Path pem, boolean usualToo) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("trusted-" + trusted.size(), each);
      }
      if (trusted.size() == 0) {
        throw new IllegalStateException(setting + ": no certificate in " + pem);
      }
      if (usualToo) {
        for (X509Certificate each : manager(null).getAcceptedIssuers()) {
          trusted.setCertificateEntry("usual-" + trusted.size(), each);
        }
      }
      return manager(trusted);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(setting + ": " + pem + " cannot be used", e);
    }
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    Stream<TrustManager> managers = Arrays.stream(factory.getTrustManagers());
    return managers
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
