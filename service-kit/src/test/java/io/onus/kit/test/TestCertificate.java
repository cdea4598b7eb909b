package io.onus.kit.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A fresh self-signed certificate, made by the tool every JDK has.
 *
 * @param pem what a client trusts it by
 * @param server what a server shows it with
 */
public record TestCertificate(Path pem, SSLContext server) {

  private static final String PASSWORD = "changeit";

  /**
   * @param name what it is for, such as {@code dns:localhost}
   */
  public static TestCertificate of(Path folder, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = Files.createTempFile(folder, "test", ".p12");
    Path pem = Files.createTempFile(folder, "test", ".pem");
    Files.delete(store);
    Files.delete(pem);
    keytool(
        "-genkeypair -alias test -keyalg EC -dname CN=test -validity 2 -storetype PKCS12 -storepass"
            + " "
            + PASSWORD
            + " -keystore "
            + store
            + " -ext san="
            + name);
    keytool(
        "-exportcert -rfc -alias test -storepass "
            + PASSWORD
            + " -keystore "
            + store
            + " -file "
            + pem);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return new TestCertificate(pem, context);
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder((tool + " " + arguments).split(" ")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
