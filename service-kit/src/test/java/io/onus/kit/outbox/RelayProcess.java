package io.onus.kit.outbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onus.kit.kafka.KafkaSettings;
import io.onus.kit.stage.Events;
import io.onus.kit.stage.Stage;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * A process that writes to the outbox or relays it, and stands still at the point it was told to.
 */
public final class RelayProcess {

  enum Point {
    WRITER_BEFORE_COMMIT,
    WRITER_AFTER_COMMIT,
    AFTER_SEND,
    AFTER_ACKNOWLEDGEMENT,
    BEFORE_COMMIT,
    NOWHERE
  }

  private RelayProcess() {}

  public static void main(String[] args) throws SQLException {
    Point point = Point.valueOf(args[0]);
    Map<String, String> environment = System.getenv();
    DataSource dataSource = Stage.dataSource(environment);
    if (point == Point.WRITER_BEFORE_COMMIT || point == Point.WRITER_AFTER_COMMIT) {
      write(dataSource, args[1], point);
    }
    OutboxRelay.Stops stops =
        new OutboxRelay.Stops() {
          @Override
          public void afterSend() {
            standIf(point == Point.AFTER_SEND, point);
          }

          @Override
          public void afterAcknowledgement() {
            standIf(point == Point.AFTER_ACKNOWLEDGEMENT, point);
          }

          @Override
          public void beforeCommit() {
            standIf(point == Point.BEFORE_COMMIT, point);
          }
        };
    new OutboxRelay(
            dataSource,
            new OutboxSignal(),
            new SimpleMeterRegistry(),
            KafkaSettings.of(environment.get("ONUS_KAFKA")),
            true,
            stops)
        .start(new StartupEvent());
    say("READY");
    stand();
  }

  private static void write(DataSource dataSource, String topic, Point point) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      Events.append(connection, topic, Events.event("k", 1), Events.event("k", 2));
      standIf(point == Point.WRITER_BEFORE_COMMIT, point);
      connection.commit();
      standIf(point == Point.WRITER_AFTER_COMMIT, point);
    }
  }

  private static void standIf(boolean here, Point point) {
    if (here) {
      say("AT " + point);
      stand();
    }
  }

  private static void stand() {
    while (true) {
      LockSupport.park();
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
