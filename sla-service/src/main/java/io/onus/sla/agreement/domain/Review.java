package io.onus.sla.agreement.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Both sides looking at their agreement again. */
public sealed interface Review {

  /** What to do with an agreement. */
  enum Conclusion {
    KEEP,
    AMEND,
    END
  }

  /**
   * What a side's lead thinks.
   *
   * @param nextOn when to look again if it is kept
   */
  record Opinion(
      Conclusion outcome,
      String by,
      Instant at,
      @Nullable String note,
      @Nullable LocalDate nextOn) {}

  int number();

  /** The last word of each side; a later one replaces it. */
  Map<Side, Opinion> opinions();

  /** The sides have not said the same yet. */
  record Open(int number, Map<Side, Opinion> opinions) implements Review {

    public Open {
      opinions = Map.copyOf(opinions);
    }

    /** Closes it if the other side said the same. */
    public Review with(Side side, Opinion opinion) {
      Map<Side, Opinion> said = new EnumMap<>(Side.class);
      said.putAll(opinions);
      said.put(side, opinion);
      Opinion other = opinions.get(side.other());
      return other != null && other.outcome() == opinion.outcome()
          ? new Closed(number, said, opinion.outcome(), opinion.at(), earlier(opinion, other))
          : new Open(number, said);
    }

    /** A review comes no later than either side wished. */
    private static @Nullable LocalDate earlier(Opinion one, Opinion other) {
      if (one.outcome() != Conclusion.KEEP) {
        return null;
      }
      return Stream.of(Optional.ofNullable(one.nextOn()), Optional.ofNullable(other.nextOn()))
          .flatMap(Optional::stream)
          .min(LocalDate::compareTo)
          .orElse(null);
    }
  }

  /** Both said the same. */
  record Closed(
      int number,
      Map<Side, Opinion> opinions,
      Conclusion outcome,
      Instant at,
      @Nullable LocalDate nextOn)
      implements Review {

    public Closed {
      opinions = Map.copyOf(opinions);
    }
  }
}
