package io.onus.sla.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.EventSchemas;
import io.onus.sla.agreement.AgreementActor;
import io.onus.sla.agreement.AgreementEvents;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.budget.BudgetStore.Counted;
import io.onus.sla.budget.BudgetStore.Kept;
import io.onus.sla.budget.BudgetStore.LastBreach;
import io.onus.sla.budget.domain.Budget;
import io.onus.sla.budget.domain.Level;
import io.onus.sla.budget.domain.Tally;
import io.onus.sla.budget.domain.Windows;
import io.onus.sla.clock.domain.RequestStory;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds what is written to the schemas shipped and to golden samples, which receivers test against.
 * To write the samples anew after a deliberate change: {@code
 * -Donus.samples=src/test/resources/events/samples}.
 */
class BudgetEventSamplesTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final UUID AGREEMENT = RequestStory.AGREEMENT;
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00.000125Z");
  private static final Terms.Objective OBJECTIVE =
      new Terms.Objective(new BigDecimal("99.5"), Duration.ofDays(30));

  private final BudgetEvents events = new BudgetEvents(MAPPER);

  @ParameterizedTest
  @EnumSource(names = {"WARNED", "SPENT"})
  void whatIsSaidOfABudgetIsTheSampleAndFitsItsSchema(Level told) throws IOException {
    Counted counted = counted(told == Level.WARNED ? 2 : 5);
    LastBreach last =
        new LastBreach(
            UUID.fromString("52284ec4-2225-5b43-977a-e6abcc093799"),
            UUID.fromString("ec075212-e875-50be-bba5-31addcbc0997"),
            Instant.parse("2026-11-20T15:00:00Z"));
    BudgetView view = view(counted);

    JsonNode event = event(told, view, last);

    EventSchemas.check(event);
    assertThat(view.sides().getFirst().status()).isEqualTo(told);
    assertThat(event.toPrettyString()).isEqualTo(sample(event));
  }

  private static Counted counted(long breached) {
    return new Counted(
        new Tally(800 - breached, breached),
        new Tally(60, 2),
        new Tally(3, 1),
        1,
        new Windows.Eldest(null, null, null));
  }

  private static BudgetView view(Counted counted) {
    Windows windows = new Windows(NOW, OBJECTIVE.window());
    Budget budget = new Budget(OBJECTIVE, counted.whole(), counted.longer(), counted.shorter());
    return new BudgetView(
        AGREEMENT,
        2,
        new BudgetView.ObjectiveView(OBJECTIVE.percent(), OBJECTIVE.window()),
        windows.wholeFrom(),
        NOW,
        List.of(
            BudgetView.SideView.of(
                Side.PROVIDER,
                "ENG",
                budget,
                counted,
                Kept.FIRST,
                windows,
                List.of(new Money(new BigDecimal("2000"), "USD")))));
  }

  private JsonNode event(Level told, BudgetView view, LastBreach last) {
    Terms terms = RequestStory.everyMetric();
    UUID cause =
        BudgetEvents.cause(AGREEMENT, new BoundTerms(AGREEMENT, 2, terms), Side.PROVIDER, last);
    ObjectNode data = MAPPER.createObjectNode();
    data.set("actor", MAPPER.valueToTree(AgreementActor.SYSTEM));
    data.put("agreementId", AGREEMENT.toString());
    data.put("requester", "CS");
    data.put("provider", "ENG");
    data.put("service", "part");
    events.write(data, view, view.sides().getFirst(), told, last);
    return EventSchemas.json(
        CloudEvents.write(
            AgreementEvents.event(
                AGREEMENT, BudgetEvents.name(told), cause.toString(), last.at(), NOW, 9, data),
            MAPPER));
  }

  private static String sample(JsonNode written) throws IOException {
    String file = written.path("type").asText() + ".json";
    String target = System.getProperty("onus.samples");
    if (target != null) {
      Files.writeString(Path.of(target, file), written.toPrettyString() + "\n");
    }
    try (InputStream in =
        target == null
            ? BudgetEventSamplesTest.class.getResourceAsStream("/events/samples/" + file)
            : Files.newInputStream(Path.of(target, file))) {
      assertThat(in).as("a golden sample").isNotNull();
      return MAPPER.readTree(in).toPrettyString();
    }
  }
}
