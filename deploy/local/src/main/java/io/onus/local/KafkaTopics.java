package io.onus.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The topics of {@code deploy/kafka/topics.yaml}, which is packed into this module. */
public final class KafkaTopics {

  /**
   * @param config the topic's own settings, by Kafka's names
   * @param writers the users that may write to it
   * @param readers the users that may read it
   */
  public record Topic(
      String name,
      int partitions,
      Map<String, String> config,
      List<String> writers,
      List<String> readers) {}

  private KafkaTopics() {}

  public static List<Topic> listed() {
    try (InputStream in = Cache.resource("META-INF/onus/topics.yaml")) {
      Map<String, List<Map<String, Object>>> file =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return file.getOrDefault("topics", List.of()).stream().map(KafkaTopics::topic).toList();
    } catch (IOException e) {
      throw new LocalStackException("Cannot read topics.yaml: " + e.getMessage(), e);
    }
  }

  /**
   * Makes the topics that are missing and leaves the others as they are; a broker that knows its
   * users is told who may do what.
   */
  public static void create(KafkaBroker broker) {
    try (Admin admin = broker.admin()) {
      Set<String> present = admin.listTopics().names().get(15, TimeUnit.SECONDS);
      List<NewTopic> missing = new ArrayList<>();
      for (Topic topic : listed()) {
        if (!present.contains(topic.name())) {
          missing.add(
              new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.of((short) 1))
                  .configs(topic.config()));
        }
      }
      admin.createTopics(missing).all().get(15, TimeUnit.SECONDS);
      if (broker.isSecured()) {
        admin.createAcls(grants()).all().get(15, TimeUnit.SECONDS);
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new LocalStackException(
            "The topics could not be made: " + e.getCause().getMessage(), e);
      }
    } catch (TimeoutException e) {
      throw new LocalStackException("The topics could not be made: Kafka did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while the topics were made", e);
    }
  }

  /** Whoever writes or reads may also describe; whoever reads does so in groups of its own. */
  private static List<AclBinding> grants() {
    List<AclBinding> grants = new ArrayList<>();
    Set<String> readers = new LinkedHashSet<>();
    for (Topic topic : listed()) {
      ResourcePattern name =
          new ResourcePattern(ResourceType.TOPIC, topic.name(), PatternType.LITERAL);
      topic.writers().forEach(user -> grants.add(grant(name, user, AclOperation.WRITE)));
      topic.readers().forEach(user -> grants.add(grant(name, user, AclOperation.READ)));
      readers.addAll(topic.readers());
    }
    for (String user : readers) {
      ResourcePattern groups =
          new ResourcePattern(ResourceType.GROUP, user + ".", PatternType.PREFIXED);
      grants.add(grant(groups, user, AclOperation.READ));
    }
    return grants;
  }

  private static AclBinding grant(ResourcePattern on, String user, AclOperation operation) {
    return new AclBinding(
        on, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  private static List<String> names(Map<String, Object> entry, String key) {
    return entry.getOrDefault(key, List.of()) instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Topic topic(Map<String, Object> entry) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("message.timestamp.type", "LogAppendTime");
    config.put("cleanup.policy", String.valueOf(entry.getOrDefault("cleanup", "delete")));
    if (entry.containsKey("retention")) {
      config.put("retention.ms", String.valueOf(entry.get("retention")));
    }
    return new Topic(
        (String) entry.get("name"),
        (Integer) entry.get("partitions"),
        config,
        names(entry, "writers"),
        names(entry, "readers"));
  }
}
