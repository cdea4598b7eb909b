package io.onus.kit.inbox;

import java.util.List;

/**
 * What a consumer does with events. It opens its own transactions; offsets are committed after it
 * returns.
 */
@FunctionalInterface
public interface RecordHandler {

  /**
   * Handles events of one key, in the order of their offsets. Throwing means none of them took
   * effect; they come again, or are dead-lettered one by one.
   *
   * @throws PoisonRecord if a repeat can never help
   */
  void handle(String key, List<IncomingEvent> events) throws Exception;
}
