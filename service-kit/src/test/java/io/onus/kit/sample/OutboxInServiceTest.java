package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.sending;
import static io.onus.kit.sample.Calls.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.kit.event.CloudEvent;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.stage.Events;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.TopicReader;
import io.onus.kit.tx.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Inside a service: an event is published if and only if its transaction commits. */
@QuarkusTest
@QuarkusTestResource(OnusStack.class)
class OutboxInServiceTest {

  private static final String TOPIC = "onus.request.v1";

  private final String key = UUID.randomUUID().toString();

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject Sql sql;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void aChangeOverHttpIsPublished() {
    String id = sending(title("published")).post(NOTES).then().statusCode(201).extract().path("id");

    try (TopicReader reader = new TopicReader(bootstrap, TOPIC)) {
      TopicReader.Read read = reader.awaitOf(id, 1).getFirst();
      assertThat(read.data().path("title").asText()).isEqualTo("published");
      assertThat(read.header("ce_type")).isEqualTo("io.onus.note.created.v1");
    }
  }

  @Test
  void aTransactionThatRollsBackPublishesNothing() {
    assertThatThrownBy(
            () ->
                transactions.run(
                    () -> {
                      outbox.append(TOPIC, key, Events.event(key, 1));
                      throw new IllegalStateException("no");
                    }))
        .hasMessageContaining("no");
    transactions.run(() -> outbox.append(TOPIC, key + "-after", Events.event(key, 2)));

    try (TopicReader reader = new TopicReader(bootstrap, TOPIC)) {
      reader.awaitOf(key + "-after", 1);
      assertThat(reader.of(key)).isEmpty();
    }
  }

  @Test
  void withoutATransactionNothingIsAppended() {
    assertThatThrownBy(() -> outbox.append(TOPIC, key, Events.event(key, 1)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(
            sql.one("select count(*) as n from outbox where key = ?", row -> row.number("n"), key))
        .contains(0L);
  }

  @Test
  void manyEventsOfOneTransactionKeepTheirOrder() {
    List<CloudEvent> events = new ArrayList<>();
    for (int sequence = 1; sequence <= 2500; sequence++) {
      events.add(Events.event(key, sequence));
    }

    transactions.run(() -> outbox.append(TOPIC, key, events));

    try (TopicReader reader = new TopicReader(bootstrap, TOPIC)) {
      assertThat(Events.firstOccurrences(reader.awaitOf(key, 2500)).get(key))
          .isEqualTo(Events.upTo(2500));
    }
    Await.until(
        "nothing stays",
        () ->
            sql.one("select count(*) as n from outbox where key = ?", r -> r.number("n"), key)
                .equals(java.util.Optional.of(0L)));
  }

  @Test
  void whatRunsAfterTheCommitDoesNotRunAfterARollback() {
    List<String> ran = new ArrayList<>();

    transactions.run(() -> transactions.afterCommit(() -> ran.add("committed")));
    assertThatThrownBy(
            () ->
                transactions.run(
                    () -> {
                      transactions.afterCommit(() -> ran.add("rolled back"));
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(ran).containsExactly("committed");
  }
}
