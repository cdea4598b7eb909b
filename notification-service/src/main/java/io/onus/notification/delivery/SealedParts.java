package io.onus.notification.delivery;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.News;
import io.onus.notification.channel.domain.Content.Section;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.secret.SecretBox;
import io.onus.notification.secret.UnopenableSecretException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens what is sealed in the database, for the moment in which it is sent. */
@ApplicationScoped
class SealedParts {

  private static final Logger LOG = Logger.getLogger(SealedParts.class);

  private final SecretBox box;

  SealedParts(SecretBox box) {
    this.box = box;
  }

  /**
   * What a message is signed with, the current one first. None where it cannot be opened; the
   * channel then says what it cannot do without.
   */
  List<Secret> secrets(@Nullable UUID methodId, @Nullable String current, @Nullable String old) {
    return Stream.of(current, old)
        .filter(Objects::nonNull)
        .flatMap(secret -> open(secret, methodId).stream())
        .toList();
  }

  /** Codes are kept sealed in what is told; everything else is as it is. */
  Content opened(Content content, @Nullable UUID methodId) {
    if (!(content instanceof News news) || news.topic() != Topic.VERIFICATION) {
      return content;
    }
    List<Section> sections =
        news.sections().stream()
            .map(
                section ->
                    new Section(
                        section.heading(),
                        section.lines().stream().map(line -> opened(line, methodId)).toList()))
            .toList();
    return new News(news.topic(), news.title(), sections, news.link(), news.zone());
  }

  private String opened(String line, @Nullable UUID methodId) {
    if (!SecretBox.isSealed(line)) {
      return line;
    }
    return open(line, methodId).map(Secret::value).orElse("(cannot be read any more)");
  }

  private Optional<Secret> open(String sealed, @Nullable UUID methodId) {
    if (methodId == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(box.open(sealed, methodId));
    } catch (UnopenableSecretException e) {
      LOG.errorf("a secret cannot be opened methodId=%s: %s", methodId, e.getMessage());
      return Optional.empty();
    }
  }
}
