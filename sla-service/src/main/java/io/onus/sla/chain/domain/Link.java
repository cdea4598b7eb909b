package io.onus.sla.chain.domain;

import io.onus.sla.agreement.domain.Priority;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as a part of a chain. It carries no words anybody wrote.
 *
 * @param status as request-service last said
 * @param onus whose move it is: PROVIDER, REQUESTER or NOBODY
 * @param dues until when it is promised; none while paused or where nothing is promised
 */
public record Link(
    UUID requestId,
    @Nullable UUID parentId,
    String number,
    String requester,
    String provider,
    @Nullable String service,
    Priority priority,
    @Nullable String status,
    @Nullable String onus,
    @Nullable Customer customer,
    boolean imported,
    List<Due> dues) {

  /** The external customer's order, and what was promised there. */
  public record Customer(@Nullable String ref, @Nullable Instant promisedAt) {}

  public Link {
    dues = List.copyOf(dues);
  }

  /** The earliest of what is promised: whoever keeps all promises has delivered by then. */
  public Optional<Due> due() {
    return dues.stream().min(Comparator.comparing(Due::at).thenComparing(Due::metric));
  }

  /** The department that must move; none where nobody must. */
  public Optional<String> mover() {
    return switch (onus) {
      case "PROVIDER" -> Optional.of(provider);
      case "REQUESTER" -> Optional.of(requester);
      case null, default -> Optional.empty();
    };
  }
}
