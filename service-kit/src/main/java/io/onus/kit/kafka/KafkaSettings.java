package io.onus.kit.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What every Kafka client of this service starts from: all of {@code kafka.*}, from configuration
 * or the environment ({@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_JAAS_CONFIG}, ...), so
 * that a connection is secured in one place for all of them.
 */
@Singleton
public final class KafkaSettings {

  private final Map<String, Object> configured;

  @Inject
  public KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> configured) {
    Map<String, Object> shared = new HashMap<>(configured);
    // The name of the application, unless configured: every consumer here names its own group.
    shared.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    this.configured = Map.copyOf(shared);
  }

  /** For a broker that asks nobody who they are. */
  public static KafkaSettings of(String bootstrap) {
    return new KafkaSettings(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
  }

  /**
   * The configured settings and those a client insists on: what the suite promises about events
   * rests on them, so configuration cannot change them.
   */
  public Map<String, Object> with(Map<String, ?> insisted) {
    Map<String, Object> all = new HashMap<>(configured);
    all.putAll(insisted);
    return Map.copyOf(all);
  }
}
