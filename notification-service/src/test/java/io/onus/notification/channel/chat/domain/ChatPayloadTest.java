package io.onus.notification.channel.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.json.JsonSettings;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Wording;
import io.onus.notification.test.Notices;
import io.onus.notification.test.PublishedSchema;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatPayloadTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final PublishedSchema SLACK = PublishedSchema.of("slack-message");

  static Stream<Content> all() {
    Content.News endless =
        new Content.News(
            Content.Topic.WEEKLY,
            "&".repeat(500),
            Collections.nCopies(
                80, new Content.Section("<b>", Collections.nCopies(30, "<&>".repeat(400)))),
            "/x|y>",
            "UTC");
    return Stream.concat(
        Notices.all().stream(),
        Stream.of(
            endless,
            new Content.Milestone(Notices.breached("<".repeat(3000))),
            Notices.digest(300, 300, 0)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everythingThatCanBeToldFitsWhatSlackTakes(Content content) {
    assertThat(SLACK.errors(ChatPayload.of(wording(content)))).isEmpty();
    assertThat(payload(content).get("blocks").toString()).hasSizeLessThan(20_000);
  }

  @Test
  void theTextAloneSaysAllOfIt() {
    String text =
        payload(new Content.Milestone(Notices.breached("Which bolt?"))).get("text").asText();

    assertThat(text)
        .isEqualTo(
            """
            [ENG-1042] Breached: ENG promised CS a first answer by Mon 23 Nov 2026 11:00 – Which bolt?
            https://onus.example.com/requests/01a207d9-0000-7000-8000-000000000001
            ENG promised CS a first answer by Mon 23 Nov 2026 11:00 (Europe/Berlin).
            Not there: overdue for 2 h 5 min.
            Request: ENG-1042  Which bolt?
            From: CS
            To: ENG  (part-clarification, P2)
            Customer: ORD-4711, ACME, was promised Wed 25 Nov 2026 17:00
            At stake: 125,000 USD
            Cost: 1,000.5 USD
            Also open on this request:
            • ENG promised CS a resolution by Mon 23 Nov 2026 12:00: at risk (75 %)\
            """
                .stripIndent());
  }

  @Test
  void theBlocksSayTheSameAndEndWithTheWayThere() {
    JsonNode blocks = payload(new Content.Milestone(Notices.breached("Which bolt?"))).get("blocks");

    assertThat(blocks)
        .extracting(block -> block.get("type").asText())
        .containsExactly("header", "section", "section", "section", "context");
    assertThat(blocks.get(2).at("/text/text").asText()).startsWith("*Request*  ENG-1042");
    assertThat(blocks.get(4).at("/elements/0/text").asText())
        .isEqualTo("<https://onus.example.com/requests/" + Notices.REQUEST + "|Open ENG-1042>");
  }

  @Test
  void nothingPeopleWroteIsMarkupOrCallsEverybody() {
    String subject =
        "<!channel> <https://eve.example.com|click> @here @All @channel & a@allied.com";

    String json = payload(new Content.Milestone(Notices.breached(subject))).toString();

    assertThat(json)
        .contains("&lt;!channel&gt;", "&lt;https://eve.example.com|click&gt;", "&amp; a@allied.com")
        .contains("@\u200Bhere", "@\u200BAll", "@\u200Bchannel")
        .doesNotContain("<!channel", "<https://eve", "@here", "@All", "@channel");
  }

  @Test
  void namesAreNotLookedForInWhatPeopleWrote() {
    JsonNode blocks = payload(Notices.weekly()).get("blocks");

    assertThat(
            Stream.concat(
                blocks.findValues("text").stream().filter(JsonNode::isObject),
                blocks.findValues("elements").stream().map(elements -> elements.get(0))))
        .isNotEmpty()
        .allMatch(
            text ->
                text.get("type").asText().equals("plain_text") || text.get("verbatim").asBoolean());
  }

  @Test
  void aLinkCannotLeaveItsPlace() {
    Content.News news = new Content.News(Content.Topic.TEST, "t", List.of(), "/a|b>c<d&e", "UTC");

    assertThat(payload(news).at("/blocks/1/elements/0/text").asText())
        .isEqualTo("<https://onus.example.com/a%7Cb%3Ec%3Cd&amp;e|Open it in Onus>");
  }

  @Test
  void whatDoesNotFitIsSaid() {
    JsonNode blocks = payload(Notices.digest(300, 0, 0)).get("blocks");

    assertThat(blocks.get(blocks.size() - 1).at("/elements/0/text").asText())
        .isEqualTo("There is more than fits in here.");
  }

  private static JsonNode payload(Content content) {
    return MAPPER.valueToTree(ChatPayload.of(wording(content)));
  }

  private static Wording wording(Content content) {
    return Wording.of(content, Notices.LINK_BASE, Notices.NOW);
  }
}
