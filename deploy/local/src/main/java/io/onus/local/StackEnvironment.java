package io.onus.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The environment variables a service reads, in one place. */
final class StackEnvironment {

  private StackEnvironment() {}

  static Map<String, String> of(TestStack.Database database, String bootstrap) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("ONUS_DB_URL", database.jdbcUrl());
    environment.put("ONUS_DB_OWNER", database.owner());
    environment.put("ONUS_DB_OWNER_PASSWORD", database.ownerPassword());
    environment.put("ONUS_DB_APP", database.app());
    environment.put("ONUS_DB_APP_PASSWORD", database.appPassword());
    environment.put("ONUS_KAFKA", bootstrap);
    return environment;
  }

  /**
   * What notification-service seals secrets with, beside the data of its stack: without the key
   * they could not be read again.
   */
  static Map<String, String> sealing(Path folder) {
    return Map.of("ONUS_SECRET_KEY", new Passwords(folder.resolve("secrets")).key("notification"));
  }

  /** What an encrypted stack adds; docs/security.md shows the same to operators. */
  static Map<String, String> encrypted(
      StackCertificates certificates, int port, Map<String, String> kafka) {
    Map<String, String> environment = new LinkedHashMap<>();
    StackCertificates.Signed own = certificates.of("services");
    environment.put("QUARKUS_PROFILE", "prod,tls,authority");
    environment.put("ONUS_TLS_CERTIFICATE", own.certificate().toString());
    environment.put("ONUS_TLS_KEY", own.key().toString());
    environment.put("ONUS_TLS_RELOAD", "2S");
    environment.put("ONUS_HTTPS_PORT", String.valueOf(port));
    environment.put("ONUS_AUTHORITY", certificates.authority().toString());
    kafka.forEach(
        (name, value) ->
            environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    return environment;
  }
}
