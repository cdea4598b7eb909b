package io.onus.notification.channel.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.EventSchemas;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.test.Notices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what webhooks are sent to the schemas shipped and to golden samples, which receivers test
 * against. To write the samples anew after a deliberate change: {@code
 * -Donus.samples=src/test/resources/events/samples}.
 */
class NotificationEventTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  static List<Content> samples() {
    return List.of(
        new Content.Milestone(Notices.breached("Which bolt?")),
        Notices.digest(1, 1, 3),
        Notices.moved(Content.Move.RESOLVED),
        Notices.weekly());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsSentIsTheSampleAndFitsItsSchema(Content content) throws IOException {
    JsonNode event = event(content);

    EventSchemas.check(event);
    assertThat(event.toPrettyString()).isEqualTo(sample(event));
  }

  static List<Content> all() {
    return Notices.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everythingThatCanBeToldFitsItsSchemaAndIsAnEventOfTheSuite(Content content) {
    JsonNode event = event(content);

    EventSchemas.check(event);
    assertThat(CloudEvents.read(event.toString().getBytes(StandardCharsets.UTF_8), MAPPER).id())
        .isEqualTo(Notices.DELIVERY);
  }

  @Test
  void eachAttemptSendsTheSame() {
    Message message = Notices.message(Notices.weekly());

    assertThat(NotificationEvent.of(message)).isEqualTo(NotificationEvent.of(message));
  }

  private static JsonNode event(Content content) {
    return MAPPER.valueToTree(NotificationEvent.of(Notices.message(content)));
  }

  private static String sample(JsonNode written) throws IOException {
    String file = written.path("type").asText() + ".json";
    String target = System.getProperty("onus.samples");
    if (target != null) {
      Files.writeString(Path.of(target, file), written.toPrettyString() + "\n");
    }
    try (InputStream in =
        target == null
            ? NotificationEventTest.class.getResourceAsStream("/events/samples/" + file)
            : Files.newInputStream(Path.of(target, file))) {
      assertThat(in).as("a golden sample").isNotNull();
      return MAPPER.readTree(in).toPrettyString();
    }
  }
}
