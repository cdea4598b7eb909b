package io.onus.notification.channel.email.domain;

import io.onus.notification.channel.domain.Wording;
import io.onus.notification.channel.domain.Wording.Line;
import io.onus.notification.channel.domain.Wording.Link;
import io.onus.notification.channel.domain.Wording.Part;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words laid out as a letter, twice: as plain text and as HTML that say the same.
 *
 * @param subject one line
 */
public record Letter(String subject, String text, String html) {

  public static Letter of(Wording wording) {
    return new Letter(wording.headline(), text(wording), HtmlLetter.of(wording));
  }

  private static String text(Wording wording) {
    Link link = wording.link();
    return Stream.of(
            Stream.of(
                String.join("\n", wording.lead()),
                wording.facts().stream()
                    .map(fact -> "%-10s%s".formatted(fact.name(), fact.value()))
                    .collect(Collectors.joining("\n"))),
            wording.parts().stream().map(Letter::text),
            link == null ? Stream.<String>empty() : Stream.of(link.url()))
        .flatMap(block -> block)
        .filter(block -> !block.isEmpty())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String text(Part part) {
    String indent = part.heading().isEmpty() ? "" : "  ";
    Stream<String> heading =
        part.heading().isEmpty() ? Stream.empty() : Stream.of(part.heading() + ":");
    return Stream.concat(
            heading,
            part.lines().stream().flatMap(line -> text(line).stream()).map(line -> indent + line))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> text(Line line) {
    return line.link() == null ? List.of(line.text()) : List.of(line.text(), "  " + line.link());
  }
}
