package io.onus.notification.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
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

class AgreementEventTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final String PREFIX = "io.onus.agreement.";
  private static final Map<String, CloudEvent> SAMPLES =
      Samples.in("sla-service/src/test/resources/events/samples");

  @Test
  void everySampleOfTheProducerIsAStoryWithReadersAndWords() throws JsonProcessingException {
    List<CloudEvent> agreements =
        SAMPLES.values().stream().filter(e -> e.type().startsWith(PREFIX)).toList();

    assertThat(agreements).hasSize(12);
    for (CloudEvent sample : agreements) {
      assertThat(AgreementEvent.isNews(sample.type())).as(sample.type()).isTrue();
      Story story = read(sample).story(sample.type()).orElseThrow();
      assertThat(story.readers()).as(sample.type()).isNotEmpty();
      for (Reader reader : story.readers()) {
        Content.News words = story.words(reader, BERLIN);
        assertThat(words.title()).as(sample.type()).isNotBlank().doesNotContain("null", "%");
        assertThat(lines(words).toString()).as(sample.type()).doesNotContain("null", "%s", "%d");
        assertThat(words.link()).as(sample.type()).startsWith("/agreements/0198");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "io.onus.agreement.proposed.v2",
    "io.onus.agreement.celebrated.v1",
    "io.onus.sla.clock-breached.v1",
    "io.onus.sla.budget-spent.v1"
  })
  void typesThatAreNotKnownHereMeanNothing(String type) {
    assertThat(AgreementEvent.isNews(type)).isFalse();
  }

  @Test
  void aWarnedBudgetSaysWhoseItIsWhatIsLeftHowItBurnsAndWhatItCosts()
      throws JsonProcessingException {
    Story story = story("budget-warned", data -> {});

    Content.News words = story.words(new Reader("CS", null), BERLIN);

    assertThat(departments(story)).containsExactly("CS", "ENG");
    assertThat(words.topic()).isEqualTo(Topic.BUDGET);
    assertThat(words.title())
        .isEqualTo("Budget at risk: 2 of ENG's promises to CS are broken, 4 may");
    assertThat(lines(words))
        .containsExactly(
            "ENG kept 798 of 800 promises to CS for part (99.75 %) since Wed 21 Oct 2026"
                + " 17:00; agreed are 99.5 % in 30 d.",
            "Left are 2 of the 4 that may break.",
            "Excused by the other side, and counted neither way: 1.",
            "Compared with what the budget can bear, breaches came 6.45 times as fast over the last"
                + " 3 d, 50 times as fast over the last 6 h.",
            "Agreed cost of these breaches: 2,000 USD.");
  }

  @Test
  void whatIsKeptIsNeverRoundedUp() throws JsonProcessingException {
    Story story = story("budget-warned", data -> data.put("percentKept", 99.99999));

    assertThat(lines(story.words(new Reader("CS", null), BERLIN)).getFirst())
        .contains("(99.999 %)");
  }

  @Test
  void anOfferAsksTheLeadsOfTheOtherSideInTheirOwnZone() throws JsonProcessingException {
    Story story = story("proposed", data -> {});

    assertThat(departments(story)).containsExactly("ENG");
    assertThat(story.by()).contains("cleo");
    Content.News words = story.words(new Reader("ENG", null), NEW_YORK);
    assertThat(words.title()).isEqualTo("CS proposes terms to ENG for part-clarification");
    assertThat(words.zone()).isEqualTo("America/New_York");
    assertThat(lines(words))
        .containsExactly(
            "cleo of CS says: please",
            "It is your move: accept, counter or decline.",
            "The offer expires Sun 20 Dec 2026 04:00.",
            "a first answer to P2 within 1 h of working time",
            "to be looked at again on Tue 1 Jun 2027");
  }

  @Test
  void aCounterAsksWhoProposed() throws JsonProcessingException {
    Story story = story("countered", data -> {});

    assertThat(departments(story)).containsExactly("CS");
    assertThat(story.words(new Reader("CS", null), BERLIN).title())
        .isEqualTo("ENG answers CS with other terms for part-clarification");
  }

  @Test
  void anOfferForWhatIsSignedIsAnAmendmentAndNewerPublishedTermsChangeNothing()
      throws JsonProcessingException {
    Story amendment = story("proposed", data -> data.put("status", "AMENDING"));
    Story published = story("proposed", data -> data.putObject("publication").put("number", 2));

    assertThat(amendment.words(new Reader("ENG", null), BERLIN).title())
        .isEqualTo("CS proposes to ENG to change what is agreed for part-clarification");
    assertThat(lines(published.words(new Reader("ENG", null), BERLIN)))
        .contains("What is agreed stays as it is until you accept the newer terms.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signed | cleo | CS and ENG have signed for part-clarification, version 1",
        "declined | lena | CS and ENG: the offer for part-clarification was declined",
        "withdrawn | cleo | CS and ENG: the offer for part-clarification was taken back",
        "ended | lena | CS and ENG: the agreement for part-clarification ends Fri 1 Jan 2027 01:00"
      })
  void whatANegotiationCameToIsForBothSidesButNotForWhoDidIt(String type, String by, String title)
      throws JsonProcessingException {
    Story story = story(type, data -> {});

    assertThat(departments(story)).containsExactly("CS", "ENG");
    assertThat(story.by()).contains(by);
    assertThat(story.words(new Reader("CS", null), BERLIN).title()).isEqualTo(title);
  }

  @Test
  void nobodyDidWhatTimeDid() throws JsonProcessingException {
    Story expired = story("expired", data -> {});

    assertThat(expired.by()).isEmpty();
    assertThat(lines(expired.words(new Reader("CS", null), BERLIN)))
        .containsExactly("Nothing is agreed by it.");
  }

  @Test
  void anOfferThatFellThroughLeavesWhatIsSigned() throws JsonProcessingException {
    Story declined = story("declined", data -> data.put("status", "SIGNED"));

    assertThat(lines(declined.words(new Reader("CS", null), BERLIN)))
        .containsExactly(
            "lena of ENG declined it.",
            "lena of ENG says: too soon",
            "What is signed stays in force.");
  }

  @Test
  void aReviewThatIsDueIsForBothLeads() throws JsonProcessingException {
    Story story = story("review-due", data -> {});

    assertThat(departments(story)).containsExactly("CS", "ENG");
    Content.News words = story.words(new Reader("CS", null), BERLIN);
    assertThat(words.topic()).isEqualTo(Topic.REVIEW);
    assertThat(lines(words)).contains("It was to be looked at again on Tue 1 Jun 2027.");
  }

  @Test
  void aSuggestionQuotesWhoMadeItOnOneLine() throws JsonProcessingException {
    Story story = story("suggested", data -> data.put("text", "Photos\r\nBcc: all@example.com"));

    assertThat(lines(story.words(new Reader("CS", null), BERLIN)))
        .contains("eva of ENG says: Photos Bcc: all@example.com");
  }

  @Test
  void newFieldsAndWordsOfLaterProducersAreNoTrouble() throws JsonProcessingException {
    Story story =
        story(
            "proposed",
            data -> {
              data.putObject("weather").put("rain", true);
              data.put("status", "DREAMING");
              ObjectNode actor = (ObjectNode) data.get("actor");
              actor.put("side", "ARBITER").put("kind", "CAT");
              ObjectNode terms = (ObjectNode) data.get("terms");
              terms.put("reviewOn", "some day");
              terms
                  .putArray("targets")
                  .addObject()
                  .put("metric", "TEA_BREAK")
                  .put("duration", "PT30M");
            });

    assertThat(departments(story)).containsExactly("CS", "ENG");
    assertThat(lines(story.words(new Reader("CS", null), BERLIN)))
        .contains("tea break within 30 min of working time");
  }

  @ParameterizedTest
  @CsvSource({"agreementId", "requester", "provider"})
  void whatDoesNotSayWhatItIsAboutIsNoEvent(String field) throws JsonProcessingException {
    CloudEvent sample = sample("signed");
    AgreementEvent event = read(changed(sample, data -> data.putNull(field)));

    assertThatThrownBy(() -> event.story(sample.type()))
        .isInstanceOf(PoisonRecord.class)
        .hasMessageContaining(field);
  }

  private static List<String> departments(Story story) {
    return story.readers().stream().map(Reader::department).toList();
  }

  private static List<String> lines(Content.News words) {
    return words.sections().stream().map(Section::lines).flatMap(List::stream).toList();
  }

  private static Story story(String type, Consumer<ObjectNode> change)
      throws JsonProcessingException {
    CloudEvent sample = sample(type);
    Optional<Story> story = read(changed(sample, change)).story(sample.type());
    return story.orElseThrow();
  }

  private static CloudEvent changed(CloudEvent event, Consumer<ObjectNode> change) {
    ObjectNode data = event.data().deepCopy();
    change.accept(data);
    return new CloudEvent(
        event.id(),
        event.source(),
        event.type(),
        event.subject(),
        event.time(),
        event.recordedTime(),
        event.sequence(),
        event.correlationId(),
        event.causationId(),
        data);
  }

  private static CloudEvent sample(String type) {
    return SAMPLES.get(PREFIX + type + ".v1");
  }

  private static AgreementEvent read(CloudEvent event) throws JsonProcessingException {
    return MAPPER.treeToValue(event.data(), AgreementEvent.class);
  }
}
