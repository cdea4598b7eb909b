package io.onus.notification.stream;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Wording;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** An item in words: those of every channel. */
record StreamWords(String title, List<String> lines) {

  StreamWords {
    lines = List.copyOf(lines);
  }

  static StreamWords of(Content content, String linkBase, Instant now) {
    Wording wording = Wording.of(content, linkBase, now);
    return new StreamWords(
        wording.headline(),
        Stream.of(
                wording.lead().stream(),
                wording.facts().stream().map(fact -> fact.name() + ": " + fact.value()),
                wording.parts().stream().flatMap(StreamWords::lines))
            .flatMap(lines -> lines)
            .toList());
  }

  private static Stream<String> lines(Wording.Part part) {
    return Stream.concat(
        Stream.of(part.heading()).filter(heading -> !heading.isEmpty()),
        part.lines().stream().map(Wording.Line::text));
  }
}
