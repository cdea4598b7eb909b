package io.onus.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a stack runs: its folder, its ports, and what each service is told beyond that.
 *
 * @param provider the issuer of an identity provider elsewhere, or null for the OIDC server of this
 *     stack
 * @param apps the folder that holds {@code <service>-service/quarkus-run.jar}, or null to run what
 *     the build left in the modules
 * @param encrypted whether every listener speaks TLS alone, with certificates of the stack's own
 */
public record StackPlan(
    Path project,
    Path folder,
    int postgresPort,
    int kafkaPort,
    int kafkaControllerPort,
    int mailPort,
    int oidcPort,
    @Nullable URI provider,
    Map<SuiteService, Integer> servicePorts,
    Map<SuiteService, Map<String, String>> extras,
    @Nullable Path apps,
    boolean encrypted) {

  private static final int POSTGRES = 15_432;
  private static final int KAFKA = 19_092;
  private static final int MAIL = 10_025;
  private static final int OIDC = 8084;

  public StackPlan {
    folder = folder.toAbsolutePath().normalize();
    servicePorts = Map.copyOf(servicePorts);
    extras = Map.copyOf(extras);
  }

  /** The documented ports, shifted. */
  public static StackPlan shifted(Path project, Path folder, int offset) {
    Map<SuiteService, Integer> ports = new EnumMap<>(SuiteService.class);
    for (SuiteService service : SuiteService.values()) {
      ports.put(service, service.usualPort() + offset);
    }
    return new StackPlan(
        project,
        folder,
        POSTGRES + offset,
        KAFKA + offset,
        KAFKA + 1 + offset,
        MAIL + offset,
        OIDC + offset,
        null,
        ports,
        Map.of(),
        null,
        false);
  }

  /** Any free ports, for tests. */
  public static StackPlan onFreePorts(Path project, Path folder) {
    List<Integer> free = Ports.free(5 + SuiteService.values().length);
    Map<SuiteService, Integer> ports = new EnumMap<>(SuiteService.class);
    for (SuiteService service : SuiteService.values()) {
      ports.put(service, free.get(5 + service.ordinal()));
    }
    return new StackPlan(
        project,
        folder,
        free.get(0),
        free.get(1),
        free.get(2),
        free.get(3),
        free.get(4),
        null,
        ports,
        Map.of(),
        null,
        false);
  }

  /** One more environment variable for one service. */
  public StackPlan with(SuiteService service, String name, String value) {
    Map<SuiteService, Map<String, String>> more = new HashMap<>(extras);
    Map<String, String> own = new LinkedHashMap<>(extras.getOrDefault(service, Map.of()));
    own.put(name, value);
    more.put(service, Map.copyOf(own));
    return new StackPlan(
        project,
        folder,
        postgresPort,
        kafkaPort,
        kafkaControllerPort,
        mailPort,
        oidcPort,
        provider,
        servicePorts,
        more,
        apps,
        encrypted);
  }

  /**
   * Runs copies of the packaged services, so that a build beside does not take their classes away.
   */
  public StackPlan runningFrom(Path copies) {
    return new StackPlan(
        project,
        folder,
        postgresPort,
        kafkaPort,
        kafkaControllerPort,
        mailPort,
        oidcPort,
        provider,
        servicePorts,
        extras,
        copies,
        encrypted);
  }

  /** TLS on every listener; Kafka knows its users, and clients verify whom they talk to. */
  public StackPlan encrypt() {
    return new StackPlan(
        project,
        folder,
        postgresPort,
        kafkaPort,
        kafkaControllerPort,
        mailPort,
        oidcPort,
        provider,
        servicePorts,
        extras,
        apps,
        true);
  }

  /** The services trust an identity provider elsewhere, and no OIDC server is started here. */
  public StackPlan trusting(URI issuer) {
    return new StackPlan(
        project,
        folder,
        postgresPort,
        kafkaPort,
        kafkaControllerPort,
        mailPort,
        oidcPort,
        issuer,
        servicePorts,
        extras,
        apps,
        encrypted);
  }

  /**
   * The same stack seen by one more process of a service, with a port, logs and pids of its own.
   */
  StackPlan replica(SuiteService service, String name, int port) {
    Map<SuiteService, Integer> ports = new EnumMap<>(servicePorts);
    ports.put(service, port);
    return new StackPlan(
        project,
        folder.resolve("replicas").resolve(name),
        postgresPort,
        kafkaPort,
        kafkaControllerPort,
        mailPort,
        oidcPort,
        provider,
        ports,
        extras,
        apps,
        encrypted);
  }

  public int port(SuiteService service) {
    return java.util.Objects.requireNonNull(servicePorts.get(service));
  }

  /** Where a service answers. */
  String baseUrl(SuiteService service) {
    return (encrypted ? "https://" : "http://") + Ports.LOOPBACK + ":" + port(service);
  }

  /** The certificates of an encrypted stack. */
  StackCertificates certificates() {
    return new StackCertificates(folder.resolve("certificates"));
  }

  /** What the build made of a service. */
  Path built(SuiteService service) {
    return project.resolve(service.fullName()).resolve("target/quarkus-app");
  }

  Path app(SuiteService service) {
    return apps == null ? built(service) : apps.resolve(service.fullName());
  }
}
