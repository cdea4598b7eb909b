package io.onus.sla.budget.domain;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a budget.
 *
 * @param level how it stood when it was looked at last
 * @param warnedBy what caused the last warning; null where there was none
 * @param spentBy what caused the last word that it is spent; null where there was none
 */
public record Standing(Level level, @Nullable UUID warnedBy, @Nullable UUID spentBy) {

  public static final Standing FIRST = new Standing(Level.OK, null, null);

  /** How it stands now, and what both sides must hear of it. */
  public record Decision(Standing after, Optional<Level> told) {}

  /**
   * Says a crossing to the worse, once. Falling back says nothing; it lets the next crossing be
   * said. Without a new breach the same crossing is not said twice, though the window moves.
   *
   * @param cause the last breach under these terms; null where there is none
   */
  public Decision decide(Budget budget, @Nullable UUID cause) {
    Level now = budget.levelAfter(level);
    boolean worse = now.compareTo(level) > 0;
    Standing after = new Standing(now, warnedBy, spentBy);
    if (!worse || cause == null || cause.equals(after.causeOf(now))) {
      return new Decision(after, Optional.empty());
    }
    return new Decision(after.toldOf(now, cause), Optional.of(now));
  }

  private @Nullable UUID causeOf(Level told) {
    return switch (told) {
      case OK -> null;
      case WARNED -> warnedBy;
      case SPENT -> spentBy;
    };
  }

  private Standing toldOf(Level told, UUID cause) {
    return switch (told) {
      case OK -> this;
      case WARNED -> new Standing(level, cause, spentBy);
      case SPENT -> new Standing(level, warnedBy, cause);
    };
  }
}
