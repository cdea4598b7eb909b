package io.onus.notification.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.notification.channel.domain.Content.News;
import io.onus.notification.channel.domain.Content.Section;
import io.onus.notification.channel.domain.Content.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is read of any event of {@code onus.sla.v1}, to know whose it is and to name it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SlaEvent(
    @Nullable String requestNumber,
    @Nullable String subject,
    @Nullable String requester,
    @Nullable String provider,
    @Nullable String priority,
    @Nullable String metric,
    @Nullable String dueAt,
    @Nullable String link,
    @Nullable ObligorPart obligor,
    @Nullable Boolean imported) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ObligorPart(@Nullable String department) {}

  /** Who asked, who holds it, and who owes what it is about: after a transfer three. */
  Set<String> concerned() {
    return Stream.of(requester, provider, obligor == null ? null : obligor.department)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  boolean isImported() {
    return Boolean.TRUE.equals(imported);
  }

  /** For those who read words; who reads events gets the event itself. */
  News news(String type) {
    String title =
        Stream.of(name(type), requestNumber, subject)
            .filter(Objects::nonNull)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" – "));
    List<String> lines =
        Stream.of(
                line("From", requester),
                line("To", provider),
                line("Priority", priority),
                line("Metric", metric),
                line("Due", dueAt))
            .flatMap(line -> line)
            .toList();
    return new News(Topic.EVENT, title, List.of(new Section("", lines)), link, "UTC");
  }

  /** {@code io.onus.sla.clock-breached.v1} is "Clock breached". */
  private static String name(String type) {
    String bare = type.replaceFirst("\\.v[0-9]+$", "");
    String last = bare.substring(bare.lastIndexOf('.') + 1).replace('-', ' ');
    return last.isEmpty()
        ? type
        : last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1);
  }

  private static Stream<String> line(String name, @Nullable String value) {
    return value == null || value.isBlank() ? Stream.empty() : Stream.of(name + ": " + value);
  }
}
