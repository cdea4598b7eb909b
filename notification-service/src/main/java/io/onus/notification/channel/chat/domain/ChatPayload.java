package io.onus.notification.channel.chat.domain;

import io.onus.notification.channel.domain.Wording;
import io.onus.notification.channel.domain.Wording.Line;
import io.onus.notification.channel.domain.Wording.Link;
import io.onus.notification.channel.domain.Wording.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words laid out for a chat: {@code text} says all of it, for whoever knows nothing else; {@code
 * blocks} say the same more readably, for Slack. Nothing that people wrote can become markup, or
 * call everybody in the room.
 */
public final class ChatPayload {

  /** Slack's bounds. */
  private static final int LONGEST_HEADER = 150;

  private static final int LONGEST_SECTION = 3_000;
  private static final int MOST_BLOCKS = 50;

  /** Less than what Slack has been seen to refuse, and than what Mattermost takes as one post. */
  private static final int LONGEST_TEXT = 12_000;

  private static final int LONGEST_LINE = 1_000;

  private static final Pattern CALLS_EVERYBODY =
      Pattern.compile("@(?=(?:here|channel|everyone|all|group)\\b)", Pattern.CASE_INSENSITIVE);

  private ChatPayload() {}

  public static Map<String, Object> of(Wording wording) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("text", text(wording));
    payload.put("blocks", blocks(wording));
    payload.put("unfurl_links", false);
    payload.put("unfurl_media", false);
    return payload;
  }

  private static String text(Wording wording) {
    Link link = wording.link();
    Stream<String> end = link == null ? Stream.empty() : Stream.of(url(link.url()));
    // The link comes before what may have to be cut.
    List<String> lines =
        Stream.of(
                Stream.of(line(wording.headline())),
                end,
                wording.lead().stream().map(ChatPayload::line),
                wording.facts().stream().map(fact -> line(fact.name() + ": " + fact.value())),
                wording.parts().stream().flatMap(ChatPayload::text))
            .flatMap(part -> part)
            .toList();
    return fitting(lines, LONGEST_TEXT).getFirst();
  }

  private static Stream<String> text(Part part) {
    return Stream.concat(
        part.heading().isEmpty() ? Stream.empty() : Stream.of(line(part.heading()) + ":"),
        part.lines().stream()
            .map(
                line ->
                    "• "
                        + line(line.text())
                        + (line.link() == null ? "" : " " + url(line.link()))));
  }

  private static List<Map<String, Object>> blocks(Wording wording) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    blocks.add(header(wording.headline()));
    Link link = wording.link();
    List<String> sections = new ArrayList<>();
    sections.addAll(
        fitting(wording.lead().stream().map(ChatPayload::line).toList(), LONGEST_SECTION));
    sections.addAll(
        fitting(
            wording.facts().stream()
                .map(fact -> "*" + line(fact.name()) + "*  " + line(fact.value()))
                .toList(),
            LONGEST_SECTION));
    wording.parts().forEach(part -> sections.addAll(fitting(lines(part), LONGEST_SECTION)));
    int length = 0;
    for (String section : sections) {
      length += section.length();
      // Room for the line that says so, and for the link.
      if (length > LONGEST_TEXT || blocks.size() >= MOST_BLOCKS - 2) {
        blocks.add(context("There is more than fits in here."));
        break;
      }
      blocks.add(section(section));
    }
    if (link != null) {
      blocks.add(context(linked(link.url(), line(link.label()))));
    }
    return List.copyOf(blocks);
  }

  private static List<String> lines(Part part) {
    return Stream.concat(
            part.heading().isEmpty() ? Stream.empty() : Stream.of("*" + line(part.heading()) + "*"),
            part.lines().stream().map(ChatPayload::bullet))
        .toList();
  }

  private static String bullet(Line line) {
    return "• "
        + (line.link() == null ? line(line.text()) : linked(line.link(), line(line.text())));
  }

  /** The lines in as many texts as they need so that none is longer. */
  private static List<String> fitting(List<String> lines, int longest) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      if (!text.isEmpty() && text.length() + 1 + line.length() > longest) {
        texts.add(text.toString());
        text.setLength(0);
      }
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
    if (!text.isEmpty()) {
      texts.add(text.toString());
    }
    return texts;
  }

  private static Map<String, Object> header(String headline) {
    return block("header", "text", text("plain_text", escaped(LONGEST_HEADER, headline)));
  }

  private static Map<String, Object> section(String text) {
    return block("section", "text", text("mrkdwn", text));
  }

  private static Map<String, Object> context(String text) {
    return block("context", "elements", List.of(text("mrkdwn", text)));
  }

  private static Map<String, Object> block(String type, String name, Object value) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", type);
    block.put(name, value);
    return block;
  }

  private static Map<String, Object> text(String type, String text) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", type);
    object.put("text", text);
    if (type.equals("mrkdwn")) {
      // Or names of rooms and people would be looked for in it.
      object.put("verbatim", true);
    }
    return object;
  }

  private static String linked(String url, String escapedLabel) {
    return "<" + url(url) + "|" + escapedLabel + ">";
  }

  private static String line(String text) {
    return escaped(LONGEST_LINE, text);
  }

  private static String url(String url) {
    String kept = url.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E");
    return kept.replace("&", "&amp;");
  }

  /**
   * At most so many characters; an escape is longer than what it stands for, and half of one is
   * none.
   */
  private static String escaped(int longest, String text) {
    String quiet = CALLS_EVERYBODY.matcher(text).replaceAll("@\u200B");
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < quiet.length(); ) {
      int character = quiet.codePointAt(at);
      String sign = escaped(character);
      at += Character.charCount(character);
      int room = longest - escaped.length() - (at < quiet.length() ? 1 : 0);
      if (sign.length() > room) {
        return escaped.append('…').toString();
      }
      escaped.append(sign);
    }
    return escaped.toString();
  }

  private static String escaped(int character) {
    return switch (character) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(character);
    };
  }
}
