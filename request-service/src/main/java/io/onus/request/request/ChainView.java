package io.onus.request.request;

import io.onus.request.request.domain.Onus;
import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The chain a request belongs to, from the one nobody else asked for down to its leaves. */
@Schema(name = "Chain")
public record ChainView(LinkView root) {

  /** One request of the chain, with those made for it. */
  @Schema(name = "ChainLink")
  public record LinkView(
      UUID id,
      String number,
      String from,
      String to,
      String service,
      Priority priority,
      Status status,
      Onus onus,
      @Schema(description = "None where the request is not yours to see") @Nullable String subject,
      List<LinkView> children) {}

  /**
   * @param links parents before their children, the root first
   */
  static ChainView of(List<ChainLink> links) {
    Map<UUID, LinkView> views = new HashMap<>();
    for (ChainLink link : links) {
      LinkView view =
          new LinkView(
              link.id(),
              link.number(),
              link.involved().from(),
              link.involved().to(),
              link.service(),
              link.priority(),
              link.status(),
              link.status().onus(),
              link.subject(),
              new ArrayList<>());
      LinkView parent = link.parentId() == null ? null : views.get(link.parentId());
      // What hangs below somebody else's draft is as unseen as the draft.
      if (parent != null) {
        parent.children().add(view);
        views.put(link.id(), view);
      } else if (views.isEmpty()) {
        views.put(link.id(), view);
      }
    }
    return new ChainView(views.get(links.getFirst().id()));
  }
}
