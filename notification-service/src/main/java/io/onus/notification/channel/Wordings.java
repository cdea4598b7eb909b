package io.onus.notification.channel;

import io.onus.kit.time.WallClock;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Wording;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts content into words as of now, with links that lead to where people can follow them. */
@ApplicationScoped
public class Wordings {

  private final WallClock clock;
  private final String linkBase;

  public Wordings(WallClock clock, @ConfigProperty(name = "onus.link-base") String linkBase) {
    this.clock = clock;
    this.linkBase = linkBase.replaceAll("/+$", "");
  }

  public Wording of(Content content) {
    return Wording.of(content, linkBase, clock.now());
  }
}
