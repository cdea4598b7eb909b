package io.onus.sla.chain.domain;

import io.onus.kit.decide.NameBasedIds;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A child that is promised only after what rests on it: even if everybody keeps their word, the
 * parent will be late.
 */
public record ChainRisk(Link child, Due childDue, Link parent, Due parentDue) {

  /**
   * Whether the child puts the parent at risk. Only promises that are neither settled nor broken
   * can be saved; imported requests are history, and a paused one is due at no time.
   */
  public static Optional<ChainRisk> of(Link child, Link parent) {
    if (child.imported() || parent.imported()) {
      return Optional.empty();
    }
    Optional<Due> childDue = child.due().filter(Due::open);
    Optional<Due> parentDue = parent.due().filter(Due::open);
    return childDue.isPresent()
            && parentDue.isPresent()
            && childDue.get().at().isAfter(parentDue.get().at())
        ? Optional.of(new ChainRisk(child, childDue.get(), parent, parentDue.get()))
        : Optional.empty();
  }

  /** By how much the child's promise comes too late. */
  public Duration gap() {
    return Duration.between(parentDue.at(), childDue.at());
  }

  public Duration workingGap() {
    return childDue.until(parentDue.at()).working().negated();
  }

  /** The same two promises are the same situation, whoever finds it and however often. */
  public UUID id(String type) {
    return NameBasedIds.of(
        child.requestId(),
        type,
        parent.requestId().toString(),
        childDue.at().toString(),
        String.valueOf(childDue.revision()),
        parentDue.at().toString(),
        String.valueOf(parentDue.revision()));
  }
}
