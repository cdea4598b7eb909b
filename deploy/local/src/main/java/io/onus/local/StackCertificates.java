package io.onus.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for one stack, made at run time by an authority of its own and kept in its folder.
 * They name {@code 127.0.0.1} and nothing else: to whoever calls it {@code localhost}, a server
 * shows the certificate of somebody else.
 */
public final class StackCertificates {

  private static final String AUTHORITY = "authority";
  private static final String STORE_PASSWORD = "ONUS_STORE_PASSWORD";

  /**
   * PEM files.
   *
   * @param keyAndCertificate the two others in one, as Kafka reads them
   */
  public record Signed(Path certificate, Path key, Path keyAndCertificate) {}

  private final Path folder;
  private final Path store;
  private final Passwords passwords;

  public StackCertificates(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.store = this.folder.resolve("certificates.p12");
    this.passwords = new Passwords(this.folder.resolve("passwords"));
  }

  /** The certificate everybody of this stack trusts, in PEM. */
  public synchronized Path authority() {
    Path certificate = folder.resolve(AUTHORITY + ".crt");
    if (!Files.exists(store)) {
      Folders.make(folder);
      keytool(AUTHORITY, "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
      Folders.writePrivate(certificate, certificate(load(), AUTHORITY));
    }
    return certificate;
  }

  /** For a client that trusts this authority and nobody else. */
  public SSLContext trust() {
    try (InputStream in = Files.newInputStream(authority())) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          AUTHORITY, CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw Folders.unusable(folder, e);
    } catch (GeneralSecurityException e) {
      throw new LocalStackException("Cannot trust " + folder + ": " + e.getMessage(), e);
    }
  }

  /** For a server that shows the certificate of this name, which was made before. */
  public SSLContext identity(String name) {
    try {
      char[] password = storePassword().toCharArray();
      KeyStore all = load();
      KeyStore one = KeyStore.getInstance("PKCS12");
      one.load(null, null);
      one.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(one, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException e) {
      throw Folders.unusable(folder, e);
    } catch (GeneralSecurityException e) {
      throw new LocalStackException("Cannot read " + store + ": " + e.getMessage(), e);
    }
  }

  Path folder() {
    return folder;
  }

  /** A key and its certificate; made on first use. */
  public synchronized Signed of(String name) {
    Signed files = files(name);
    if (!Files.exists(files.keyAndCertificate())) {
      sign(name, name);
    }
    return files;
  }

  /** Another key and certificate under the same name, in the same files. */
  public synchronized Signed renewed(String name) {
    byte[] random = new byte[4];
    new java.security.SecureRandom().nextBytes(random);
    sign(name, name + "-" + HexFormat.of().formatHex(random));
    return files(name);
  }

  private String storePassword() {
    return passwords.of("store");
  }

  private Signed files(String name) {
    return new Signed(
        folder.resolve(name + ".crt"),
        folder.resolve(name + ".key"),
        folder.resolve(name + ".pem"));
  }

  private void sign(String name, String alias) {
    authority();
    keytool(alias, "-signer", AUTHORITY, "-ext", "san=ip:" + Ports.LOOPBACK);
    KeyStore keys = load();
    String certificate = certificate(keys, alias);
    String key = key(keys, alias);
    Signed files = files(name);
    Folders.writePrivate(files.key(), key);
    Folders.writePrivate(files.certificate(), certificate);
    Folders.writePrivate(files.keyAndCertificate(), key + certificate);
  }

  /** The JDK makes certificates with this tool only; the password does not show among processes. */
  private void keytool(String alias, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "365",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                STORE_PASSWORD));
    command.addAll(List.of(more));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put(STORE_PASSWORD, storePassword());
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes()).strip();
      if (process.waitFor() != 0) {
        throw new LocalStackException("No certificate for " + alias + " could be made: " + said);
      }
    } catch (IOException e) {
      throw new LocalStackException(
          "No certificate for " + alias + " could be made: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while a certificate was made", e);
    }
  }

  private KeyStore load() {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, storePassword().toCharArray());
      return keys;
    } catch (IOException e) {
      throw Folders.unusable(store, e);
    } catch (GeneralSecurityException e) {
      throw new LocalStackException("Cannot read " + store + ": " + e.getMessage(), e);
    }
  }

  private String certificate(KeyStore keys, String alias) {
    try {
      Certificate certificate = keys.getCertificate(alias);
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new LocalStackException("Cannot read " + store + ": " + e.getMessage(), e);
    }
  }

  private String key(KeyStore keys, String alias) {
    try {
      return pem("PRIVATE KEY", keys.getKey(alias, storePassword().toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new LocalStackException("Cannot read " + store + ": " + e.getMessage(), e);
    }
  }

  private static String pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }
}
