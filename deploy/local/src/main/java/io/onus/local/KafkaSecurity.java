package io.onus.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A broker that is reached by TLS alone, knows its users by SCRAM, and lets each do what {@code
 * deploy/kafka/topics.yaml} says.
 *
 * @param passwords of the users: the broker itself, {@value #ADMIN}, and each service
 */
public record KafkaSecurity(StackCertificates certificates, Passwords passwords) {

  static final String BROKER = "broker";

  /** Who makes topics and grants; only the stack itself signs in as this. */
  public static final String ADMIN = "admin";

  private static final String MECHANISM = "SCRAM-SHA-512";
  private static final String CERTIFICATE = "kafka";

  static List<String> users() {
    List<String> users = new ArrayList<>(List.of(BROKER, ADMIN));
    for (SuiteService service : SuiteService.values()) {
      users.add(service.fullName());
    }
    return users;
  }

  /** What a client needs to sign in as this user, by Kafka's names. */
  public Map<String, String> client(String user) {
    return client(user, passwords.of(user));
  }

  public Map<String, String> client(String user, String password) {
    Map<String, String> settings = new LinkedHashMap<>(trust());
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", MECHANISM);
    settings.put("sasl.jaas.config", login(user, password));
    return settings;
  }

  /** The users as the storage tool takes them, a line each. */
  String scram() {
    StringBuilder lines = new StringBuilder();
    for (String user : users()) {
      lines.append("%s=[name=%s,password=%s]%n".formatted(MECHANISM, user, passwords.of(user)));
    }
    return lines.toString();
  }

  /** The broker's own settings beyond those of every broker of this module. */
  Map<String, String> broker() {
    Map<String, String> settings = new LinkedHashMap<>(trust());
    settings.put("ssl.keystore.type", "PEM");
    settings.put(
        "ssl.keystore.location", certificates.of(CERTIFICATE).keyAndCertificate().toString());
    settings.put("sasl.enabled.mechanisms", MECHANISM);
    settings.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
    settings.put(
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        login(BROKER, passwords.of(BROKER)));
    // The controller cannot ask for passwords that only the started cluster knows: certificates do.
    settings.put("listener.name.controller.ssl.client.auth", "required");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:" + BROKER + ";User:" + ADMIN + ";User:CN=" + CERTIFICATE);
    return settings;
  }

  private Map<String, String> trust() {
    return Map.of(
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificates.authority().toString());
  }

  private static String login(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }
}
