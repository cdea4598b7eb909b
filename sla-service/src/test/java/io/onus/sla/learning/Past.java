package io.onus.sla.learning;

import io.onus.kit.event.CloudEvent;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.tx.Transactions;
import io.onus.sla.clock.RequestFactsOnTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Past requests of two departments, told on the topic, for tests to learn from. */
final class Past {

  private final Sql sql;
  private final Function<String, RequestFactsOnTopic> requests;
  private final List<UUID> told = new ArrayList<>();

  Past(Sql sql, Outbox outbox, Transactions transactions, String requester, String provider) {
    this.sql = sql;
    this.requests =
        service ->
            new RequestFactsOnTopic(outbox, transactions, requester, provider)
                .forService(service)
                .imported();
  }

  /** Submitted at nine, answered and resolved so many minutes later, all on one day. */
  RequestFactsOnTopic request(String service, String date, int answered, int resolved) {
    Instant at = Instant.parse(date + "T09:00:00Z");
    RequestFactsOnTopic request = requests.apply(service);
    tell(
        request,
        request.submitted(at),
        request.byProvider(
            "message-posted", at.plusSeconds(answered * 60L), Map.of("visibility", "BOTH")),
        request.byProvider("resolved", at.plusSeconds(resolved * 60L)));
    return request;
  }

  RequestFactsOnTopic of(String service) {
    return requests.apply(service);
  }

  void tell(RequestFactsOnTopic request, CloudEvent... facts) {
    request.publish(facts);
    told.add(request.id);
    Await.until(
        Arrays.toString(facts) + " of " + request.id,
        () ->
            sql.one(
                    "select last_sequence from tracked_requests where request_id = ?",
                    row -> row.number("last_sequence"),
                    request.id)
                .orElse(0L),
        last -> last >= facts[facts.length - 1].sequence());
  }

  /** Everything that is kept of these requests, as one text. */
  String stored() {
    return sql.one(
            """
            select concat(
              (select md5(string_agg(f::text, ';' order by request_id, sequence))
                 from request_facts f where request_id = any (?::uuid[])),
              (select md5(string_agg(t::text, ';' order by request_id))
                 from tracked_requests t where request_id = any (?::uuid[])),
              (select md5(string_agg(c::text, ';' order by id))
                 from clocks c where request_id = any (?::uuid[]))) as stored
            """,
            row -> row.text("stored"),
            told,
            told,
            told)
        .orElseThrow();
  }
}
