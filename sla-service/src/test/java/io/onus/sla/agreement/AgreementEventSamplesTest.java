package io.onus.sla.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.decide.Outcome;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.EventSchemas;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.AgreementStore.StoredReview;
import io.onus.sla.agreement.AgreementStore.StoredVersion;
import io.onus.sla.agreement.SuggestionStore.Suggestion;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Negotiation;
import io.onus.sla.agreement.domain.NegotiationCommand;
import io.onus.sla.agreement.domain.NegotiationEvent;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Review;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.SignedVersion;
import io.onus.sla.agreement.domain.Target;
import io.onus.sla.agreement.domain.Terms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Holds what is written to the schemas shipped and to golden samples, which receivers test against.
 * To write the samples anew after a deliberate change: {@code
 * -Donus.samples=src/test/resources/events/samples}.
 */
class AgreementEventSamplesTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final UUID ID = UUID.fromString("01980000-0000-7000-8000-000000000001");
  private static final Parties PARTIES = new Parties("CS", "ENG", "part-clarification");
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final Instant EXPIRES_AT = Instant.parse("2026-12-20T09:00:00Z");
  private static final AgreementActor CLEO =
      new AgreementActor("cleo", "CS", Side.REQUESTER, Caller.Kind.HUMAN);
  private static final AgreementActor LENA =
      new AgreementActor("lena", "ENG", Side.PROVIDER, Caller.Kind.HUMAN);

  private final Map<String, JsonNode> written = new LinkedHashMap<>();
  private final NegotiationRecord record = new NegotiationRecord(new Kept(), new Untold());

  /** Events as they would be published. */
  private final class Kept extends AgreementEvents {

    private long sequence;

    Kept() {
      super(null, null, MAPPER, null);
    }

    @Override
    public void append(
        UUID agreementId,
        String what,
        String occasion,
        AgreementActor by,
        Instant at,
        Consumer<ObjectNode> more) {
      ObjectNode data = data(agreementId, PARTIES, by, more);
      JsonNode event =
          EventSchemas.json(
              CloudEvents.write(
                  event(agreementId, what, occasion, at, at, ++sequence, data), MAPPER));
      EventSchemas.check(event);
      written.putIfAbsent(what, event);
    }
  }

  /** What happened is told elsewhere. */
  private static final class Untold extends Audit {
    Untold() {
      super(null, null, null, null, null, MAPPER, "sla-service");
    }

    @Override
    public void record(AuditEntry entry) {
      assertThat(entry).isNotNull();
    }
  }

  @Test
  void everyTypeHasASampleThatIsWhatWeWriteAndFitsItsSchema() {
    // Given
    Negotiation state = new Negotiation.Proposed(PARTIES, draft(Side.REQUESTER, 1).numbered(1));
    NegotiationEvent first =
        new NegotiationEvent.OfferMade(draft(Side.REQUESTER, 1).numbered(1), false);
    record.of(ID, state, List.of(first), CLEO);

    // When
    told(state, new NegotiationCommand.Decline(Side.PROVIDER, "lena", "too soon"), LENA, NOW);
    told(state, new NegotiationCommand.Withdraw(Side.REQUESTER, "cleo"), CLEO, NOW);
    told(state, new NegotiationCommand.Expire(), AgreementActor.SYSTEM, EXPIRES_AT);
    state = told(state, new NegotiationCommand.Counter(draft(Side.PROVIDER, 2)), LENA, NOW);
    state = told(state, new NegotiationCommand.Accept(Side.REQUESTER, "cleo"), CLEO, NOW);
    StoredAgreement agreement = stored(state);
    record.suggested(
        agreement,
        new Suggestion(ID, "Photos with the question", Side.PROVIDER, "eva", NOW),
        new AgreementActor("eva", "ENG", Side.PROVIDER, Caller.Kind.HUMAN));
    record.reviewDue(agreement, Instant.parse("2027-06-01T00:00:00Z"));
    Review.Opinion keep =
        new Review.Opinion(
            Review.Conclusion.KEEP, "cleo", NOW, "It serves us", LocalDate.of(2028, 6, 1));
    Review.Open open = (Review.Open) new Review.Open(1, Map.of()).with(Side.REQUESTER, keep);
    record.reviewed(agreement, (Review.Closed) open.with(Side.PROVIDER, keep), LENA);
    told(
        state,
        new NegotiationCommand.End(
            Side.PROVIDER, "lena", Instant.parse("2027-01-01T00:00:00Z"), NOW, "moving"),
        LENA,
        NOW);

    // Then
    assertThat(written)
        .containsOnlyKeys(
            "proposed",
            "declined",
            "withdrawn",
            "expired",
            "countered",
            "signed",
            "suggested",
            "review-due",
            "reviewed",
            "ended");
    written
        .values()
        .forEach(
            event ->
                assertThat(event.toPrettyString())
                    .isEqualTo(sample(event.path("type").asText(), event)));
  }

  private Negotiation told(
      Negotiation state, NegotiationCommand command, AgreementActor by, Instant now) {
    return switch (Negotiation.decide(state, command, now)) {
      case Outcome.Accepted<Negotiation, NegotiationEvent> accepted -> {
        record.of(ID, accepted.state(), accepted.events(), by);
        yield accepted.state();
      }
      case Outcome.Refused<Negotiation, NegotiationEvent> refused ->
          throw new AssertionError(refused.refusal().message());
    };
  }

  private static StoredAgreement stored(Negotiation state) {
    SignedVersion version = state.lastSigned().orElseThrow();
    return new StoredAgreement(
        ID,
        state,
        new StoredVersion(version, NOW),
        null,
        true,
        new StoredReview(LocalDate.of(2027, 6, 1), false, null),
        2,
        NOW,
        NOW);
  }

  private static NegotiationCommand.Draft draft(Side side, int hours) {
    Terms terms =
        new Terms(
            List.of(new Target(Metric.FIRST_RESPONSE, Priority.P2, Duration.ofHours(hours))),
            Terms.DEFAULT_WARNINGS,
            "PROVIDER",
            null,
            null,
            null,
            List.of(),
            "answers in time",
            Terms.ReopenRule.REMAINING,
            null,
            LocalDate.of(2027, 6, 1));
    Signature by =
        new Signature(
            side, side == Side.REQUESTER ? "cleo" : "lena", NOW, new TermsHash(MAPPER).of(terms));
    return new NegotiationCommand.Draft(terms, by, "please", EXPIRES_AT);
  }

  private static String sample(String type, JsonNode written) {
    String target = System.getProperty("onus.samples");
    try {
      if (target != null) {
        Files.createDirectories(Path.of(target));
        Files.writeString(Path.of(target, type + ".json"), written.toPrettyString() + "\n");
      }
      try (InputStream in =
          target == null
              ? AgreementEventSamplesTest.class.getResourceAsStream(
                  "/events/samples/" + type + ".json")
              : Files.newInputStream(Path.of(target, type + ".json"))) {
        assertThat(in).as("a golden sample of %s", type).isNotNull();
        return MAPPER.readTree(in).toPrettyString();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
