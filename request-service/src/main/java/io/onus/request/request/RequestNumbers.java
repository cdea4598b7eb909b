package io.onus.request.request;

import io.onus.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The numbers people call requests by: {@code ENG-1042}. They are taken from the sequence in
 * blocks, because the number is part of the event and must be known before the insert; asking for
 * each would double the statements of a creation. A restart leaves out the rest of a block.
 */
@ApplicationScoped
class RequestNumbers {

  private static final int BLOCK = 50;

  private final Sql sql;
  private final Queue<Long> taken = new ConcurrentLinkedQueue<>();

  RequestNumbers(Sql sql) {
    this.sql = sql;
  }

  String next(String department) {
    Long number = taken.poll();
    return department + "-" + (number == null ? firstOfBlock() : number);
  }

  /**
   * No lock: two callers who both find nothing take a block each. A lock would be waited for with a
   * connection in hand. Sequences do not roll back, so a block outlives a transaction that fails.
   */
  private long firstOfBlock() {
    List<Long> block =
        sql.list(
            "select nextval('request_numbers') as number from generate_series(1, ?)",
            row -> row.number("number"),
            BLOCK);
    taken.addAll(block.subList(1, block.size()));
    return block.getFirst();
  }
}
