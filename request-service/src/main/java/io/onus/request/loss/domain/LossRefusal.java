package io.onus.request.loss.domain;

import io.onus.kit.decide.Refusal;
import io.onus.request.request.domain.Side;
import java.util.Locale;
import java.util.Map;

/** Why a loss stays as it is. */
public sealed interface LossRefusal extends Refusal {

  /** It is the word of the other side. */
  record WordOfTheOtherSide(int n, String verb, Side needs) implements LossRefusal {
    @Override
    public String kind() {
      return "word-of-the-other-side";
    }

    @Override
    public String message() {
      return "'%s' of loss %d is for a lead of the %s."
          .formatted(verb, n, needs.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("loss", n, "verb", verb, "needs", needs);
    }
  }

  record LossSettled(int n, Loss.Status status, String verb) implements LossRefusal {
    @Override
    public String kind() {
      return "loss-settled";
    }

    @Override
    public String message() {
      return "Loss %d is %s and cannot take '%s'.".formatted(n, status, verb);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("loss", n, "lossStatus", status, "verb", verb);
    }
  }

  record TooManyLosses(int most) implements LossRefusal {
    @Override
    public String kind() {
      return "too-many-losses";
    }

    @Override
    public String message() {
      return "A request has at most %d losses.".formatted(most);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("most", most);
    }
  }
}
