package io.onus.notification.stream;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.email.domain.Letter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** An item in words. */
record StreamWords(String title, List<String> lines) {

  StreamWords {
    lines = List.copyOf(lines);
  }

  static StreamWords of(Content content, String linkBase, Instant now) {
    return switch (content) {
      case Content.Milestone milestone -> letter(Letter.of(milestone.notice(), linkBase, now));
      case Content.AlertMoved moved ->
          new StreamWords(
              letter(Letter.of(moved.notice(), linkBase, now)).title(), List.of(moved.because()));
      case Content.Digest digest -> new StreamWords("", List.of());
      case Content.News news ->
          new StreamWords(
              news.title(),
              news.sections().stream()
                  .flatMap(
                      section ->
                          Stream.concat(
                              Stream.of(section.heading()).filter(h -> !h.isEmpty()),
                              section.lines().stream()))
                  .toList());
    };
  }

  private static StreamWords letter(Letter letter) {
    return new StreamWords(
        letter.subject(), letter.text().lines().filter(line -> !line.isBlank()).toList());
  }
}
