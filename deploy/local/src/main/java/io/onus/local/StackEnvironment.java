package io.onus.local;

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

  /** What an encrypted stack adds; docs/security.md shows the same to operators. */
  static Map<String, String> encrypted(
      StackCertificates certificates, int port, Map<String, String> kafka) {
    Map<String, String> environment = new LinkedHashMap<>();
    StackCertificates.Signed own = certificates.of("services");
    environment.put("QUARKUS_TLS_KEY_STORE_PEM_0_CERT", own.certificate().toString());
    environment.put("QUARKUS_TLS_KEY_STORE_PEM_0_KEY", own.key().toString());
    environment.put("QUARKUS_TLS_RELOAD_PERIOD", "2S");
    environment.put("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled");
    environment.put("ONUS_HTTPS_PORT", String.valueOf(port));
    environment.put(
        "QUARKUS_TLS_ISSUER_TRUST_STORE_PEM_CERTS", certificates.authority().toString());
    environment.put("QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME", "issuer");
    kafka.forEach(
        (name, value) ->
            environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    return environment;
  }
}
