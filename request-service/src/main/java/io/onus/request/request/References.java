package io.onus.request.request;

import io.onus.kit.problem.Problem;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Involved;
import io.onus.request.request.domain.Particulars;
import io.onus.request.request.domain.Reader;
import io.onus.request.request.domain.RequestAccess;
import io.onus.request.request.domain.RequestRefusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What new requests refer to: parents that must be there for whoever asks, and names in other
 * systems that must not be taken, not even by an earlier item of the same batch.
 */
final class References {

  private final Reader reader;
  private final Map<UUID, Involved> parents;
  private final Map<OwnRef, StoredRequest> taken;

  References(Reader reader, Map<UUID, Involved> parents, Map<OwnRef, StoredRequest> taken) {
    this.reader = reader;
    this.parents = Map.copyOf(parents);
    this.taken = new HashMap<>(taken);
  }

  /** What stands against the request; if nothing does, its name is taken from now on. */
  Optional<Problem> problem(Step step) {
    Particulars about = step.after().state().work().about();
    return ofParent(about).or(() -> ofName(about, step.after()));
  }

  private Optional<Problem> ofParent(Particulars about) {
    UUID parentId = about.parentId();
    if (parentId == null) {
      return Optional.empty();
    }
    Involved parent = parents.get(parentId);
    if (parent == null || !RequestAccess.sees(reader, parent)) {
      return Optional.of(Problem.refused(new RequestRefusal.UnknownParent(parentId.toString())));
    }
    return RequestAccess.takesPart(reader, parent)
        ? Optional.empty()
        : Optional.of(
            Problem.forbidden(
                "None of your departments has a part in the request %s.".formatted(parentId),
                Map.of("parentId", parentId)));
  }

  /** Whoever asks for a department may see all it has asked for, so the holder can be named. */
  private Optional<Problem> ofName(Particulars about, StoredRequest request) {
    ExternalRef ref = about.externalRef();
    if (ref == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(taken.putIfAbsent(new OwnRef(about.from(), ref), request))
        .map(holder -> taken(ref, holder));
  }

  private static Problem taken(ExternalRef ref, StoredRequest holder) {
    return Problem.conflict(
        "%s:%s is %s already.".formatted(ref.system(), ref.id(), holder.number()),
        Map.of("requestId", holder.id(), "number", holder.number()));
  }
}
