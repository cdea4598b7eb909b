package io.onus.request.request;

import io.onus.kit.problem.Problem;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Particulars;
import io.onus.request.request.domain.RequestRefusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What new requests refer to: parents that must be there, and names in other systems that must not
 * be taken, not even by an earlier item of the same batch.
 */
final class References {

  private final Set<UUID> parents;
  private final Map<ExternalRef, StoredRequest> taken;

  References(Set<UUID> parents, Map<ExternalRef, StoredRequest> taken) {
    this.parents = parents;
    this.taken = new HashMap<>(taken);
  }

  /** What stands against the request; if nothing does, its name is taken from now on. */
  Optional<Problem> problem(Step step) {
    Particulars about = step.after().state().work().about();
    if (about.parentId() != null && !parents.contains(about.parentId())) {
      return Optional.of(
          Problem.refused(new RequestRefusal.UnknownParent(about.parentId().toString())));
    }
    if (about.externalRef() == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(taken.putIfAbsent(about.externalRef(), step.after()))
        .map(holder -> taken(about.externalRef(), holder));
  }

  private static Problem taken(ExternalRef ref, StoredRequest holder) {
    return Problem.conflict(
        "%s:%s is %s already.".formatted(ref.system(), ref.id(), holder.number()),
        Map.of("requestId", holder.id(), "number", holder.number()));
  }
}
