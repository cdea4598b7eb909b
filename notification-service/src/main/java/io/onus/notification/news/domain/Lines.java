package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Content.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of a letter, without those there is nothing to say in. */
final class Lines {

  private final List<Section> sections = new ArrayList<>();

  Lines say(@Nullable String... lines) {
    return under("", Stream.of(lines).filter(Objects::nonNull).toList());
  }

  Lines under(String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      sections.add(new Section(heading, lines));
    }
    return this;
  }

  List<Section> sections() {
    return sections;
  }
}
