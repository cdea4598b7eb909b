package io.onus.notification.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.json.JsonSettings;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Section;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.news.domain.Reader;
import io.onus.notification.news.domain.Story;
import io.onus.notification.test.Samples;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromiseEventTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Map<String, CloudEvent> SAMPLES =
      Samples.in("sla-service/src/test/resources/events/samples");

  @Test
  void everySampleThatIsNewsCanBeReadAndTold() throws JsonProcessingException {
    List<CloudEvent> news =
        SAMPLES.values().stream().filter(e -> PromiseEvent.isNews(e.type())).toList();

    assertThat(news).hasSize(9);
    for (CloudEvent sample : news) {
      Optional<Story> story = read(sample.data()).story(sample.type());
      if (sample.type().equals("io.onus.sla.clock-renegotiated.v1")) {
        // The sample's promise moved with its priority: both know, and nobody asked.
        assertThat(story).isEmpty();
        continue;
      }
      for (Reader reader : story.orElseThrow().readers()) {
        Content.News words = story.orElseThrow().words(reader, BERLIN);
        assertThat(words.title() + lines(words))
            .as(sample.type())
            .doesNotContain("null", "%s", "%d");
        assertThat(words.link()).as(sample.type()).startsWith("/requests/0198c0de-");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"breached", "met", "started", "at-risk", "cancelled", "breach-retracted"})
  void whatAClockDoesByItselfIsForAlerts(String type) {
    assertThat(PromiseEvent.isNews("io.onus.sla.clock-" + type + ".v1")).isFalse();
  }

  @Test
  void aProposalAsksTheLeadsOfTheOtherSide() throws JsonProcessingException {
    Story story = story("renegotiation-proposed", data -> {});

    assertThat(story.readers()).containsExactly(new Reader("CS", null));
    assertThat(story.by()).contains("eva");
    Content.News words = story.words(new Reader("CS", null), BERLIN);
    assertThat(words.topic()).isEqualTo(Topic.NEGOTIATION);
    assertThat(words.title())
        .isEqualTo("ENG-1042: ENG proposes a resolution by Mon 23 Nov 2026 13:00");
    assertThat(lines(words))
        .containsExactly(
            "Now ENG owes a resolution by Fri 20 Nov 2026 09:00.",
            "eva of ENG says: The part has to be measured first",
            "It is your move: accept, counter or decline.");
  }

  @Test
  void whoHasTheRequestInHandIsAskedWithTheLeadsOfTheProvider() throws JsonProcessingException {
    Story counter = story("renegotiation-countered", data -> data.put("assignee", "emil"));
    Story proposal = story("renegotiation-proposed", data -> data.put("assignee", "emil"));

    assertThat(counter.readers()).containsExactly(new Reader("ENG", "emil"));
    // The requester's side is to answer, and he is not of it.
    assertThat(proposal.readers()).containsExactly(new Reader("CS", null));
  }

  @Test
  void aDeclinedProposalIsToldToWhoMadeIt() throws JsonProcessingException {
    Story story = story("renegotiation-declined", data -> {});

    assertThat(story.readers()).containsExactly(new Reader("CS", null));
    assertThat(lines(story.words(new Reader("CS", null), BERLIN)))
        .containsExactly(
            "eva of ENG declined.",
            "eva of ENG says: Nobody is here then",
            "It stays due Fri 20 Nov 2026 09:00.");
  }

  @Test
  void anAgreementOfBothSidesIsToldToWhoAsked() throws JsonProcessingException {
    Story story =
        story(
            "clock-renegotiated",
            data -> data.put("agreed", "PT9H").put("originalDueAt", "2026-11-20T04:00:00Z"));

    // ada of CS accepted, so ENG, who holds it as OPS now, had asked.
    assertThat(story.readers()).containsExactly(new Reader("OPS", null));
    Content.News words = story.words(new Reader("OPS", null), BERLIN);
    assertThat(words.title())
        .isEqualTo("ENG-1042: both sides agreed on a resolution by Fri 20 Nov 2026 06:00");
    assertThat(lines(words))
        .containsExactly("ada of CS accepted.", "First promised by Fri 20 Nov 2026 05:00.");
  }

  @Test
  void aCalendarThatMovedAnAgreedPromiseIsNoAnswer() throws JsonProcessingException {
    CloudEvent sample = sample("clock-renegotiated");
    ObjectNode data = sample.data().deepCopy();
    data.put("agreed", "PT9H").put("because", "calendar company, version 3");

    assertThat(read(data).story(sample.type())).isEmpty();
  }

  @Test
  void anExcuseIsAskedOfTheOtherSidesLeadAndToldToWhoOwes() throws JsonProcessingException {
    Story asked = story("waiver-asked", data -> {});
    Story declined = story("waiver-declined", data -> {});
    Story waived = story("clock-waived", data -> {});

    assertThat(asked.readers()).containsExactly(new Reader("CS", null));
    assertThat(lines(asked.words(new Reader("CS", null), BERLIN)))
        .contains("A lead of CS decides.");
    assertThat(declined.readers()).containsExactly(new Reader("ENG", null));
    assertThat(waived.readers()).containsExactly(new Reader("ENG", null));
    assertThat(waived.words(new Reader("ENG", null), BERLIN).title())
        .isEqualTo("ENG-1042: ENG is excused from a resolution");
  }

  @Test
  void aChainAtRiskIsToldToWhoWaitsAndToWhoIsWaitedFor() throws JsonProcessingException {
    Story story = story("chain-at-risk", data -> {});

    assertThat(story.readers()).extracting(Reader::department).containsExactly("OPS", "ENG");
    Content.News waits = story.words(new Reader("ENG", null), BERLIN);
    Content.News waitedFor = story.words(new Reader("OPS", null), BERLIN);
    assertThat(waits.title())
        .isEqualTo("ENG-1042 waits for OPS-77, which is promised too late for it");
    assertThat(lines(waits))
        .containsExactly(
            "ENG promised CS a resolution for ENG-1042 by Fri 20 Nov 2026 16:00.",
            "It waits for OPS-77: OPS promised ENG a resolution for OPS-77 by Mon 23 Nov 2026"
                + " 11:00.",
            "That is 2 d 19 h too late, 3 h of working time.",
            "It is all for ORD-4711, promised Tue 24 Nov 2026 13:00.",
            "Ask OPS for an earlier promise, or CS for a later one.");
    assertThat(waits.link()).isEqualTo("/requests/0198c0de-0000-7000-8000-000000000001");
    assertThat(waitedFor.link()).isEqualTo("/requests/0198c0de-0000-7000-8000-000000000002");
  }

  @Test
  void newFieldsAndWordsOfLaterProducersAreNoTrouble() throws JsonProcessingException {
    Story story =
        story(
            "renegotiation-proposed",
            data ->
                data.put("metric", "TEA_BREAK")
                    .put("priority", "P0")
                    .putObject("weather")
                    .put("rain", true));

    assertThat(story.words(new Reader("CS", null), BERLIN).title()).contains("tea break");
  }

  @ParameterizedTest
  @CsvSource({"clockId", "requestId", "requester", "provider", "obligor", "awaiting"})
  void whatDoesNotSayWhatItIsAboutIsNoEvent(String field) throws JsonProcessingException {
    CloudEvent sample = sample("waiver-asked");
    ObjectNode data = sample.data().deepCopy();
    data.putNull(field);
    PromiseEvent event = read(data);

    assertThatThrownBy(() -> event.story(sample.type()))
        .isInstanceOf(PoisonRecord.class)
        .hasMessageContaining(field);
  }

  private static List<String> lines(Content.News words) {
    return words.sections().stream().map(Section::lines).flatMap(List::stream).toList();
  }

  private static Story story(String type, Consumer<ObjectNode> change)
      throws JsonProcessingException {
    CloudEvent sample = sample(type);
    ObjectNode data = sample.data().deepCopy();
    change.accept(data);
    return read(data).story(sample.type()).orElseThrow();
  }

  private static CloudEvent sample(String type) {
    return SAMPLES.get("io.onus.sla." + type + ".v1");
  }

  private static PromiseEvent read(JsonNode data) throws JsonProcessingException {
    return MAPPER.treeToValue(data, PromiseEvent.class);
  }
}
