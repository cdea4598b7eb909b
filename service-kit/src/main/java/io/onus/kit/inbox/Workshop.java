package io.onus.kit.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What all batches of one consumer share. */
final class Workshop {

  /** Handlers that run at the same time; a batch that waits for its next try takes no place. */
  private static final int PLACES = 4;

  final String group;
  final RecordHandler handler;
  final ObjectMapper mapper;
  final DeadLetters deadLetters;
  final Counter handled;
  final Counter repeats;
  final Semaphore places = new Semaphore(PLACES);

  Workshop(
      String group,
      RecordHandler handler,
      ObjectMapper mapper,
      DeadLetters deadLetters,
      MeterRegistry meters) {
    this.group = group;
    this.handler = handler;
    this.mapper = mapper;
    this.deadLetters = deadLetters;
    this.handled = meters.counter("onus.consumer.handled", "group", group);
    this.repeats = meters.counter("onus.consumer.repeats", "group", group);
  }

  PartitionWork workOn(List<ConsumerRecord<String, byte[]>> batch) {
    return new PartitionWork(this, batch);
  }
}
