package io.onus.request.loss;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.request.request.Prose;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a request has cost, as one side says. */
@Schema(name = "LossForm")
public record LossForm(
    @NotNull @Positive @Digits(integer = 15, fraction = 4) @Schema(examples = "4200")
        BigDecimal amount,
    @NotNull
        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as USD")
        @Schema(examples = "USD")
        String currency,
    @NotNull @Prose @Schema(examples = "The wrong part was shipped and sent back") String text) {

  /** The currency, if there is such a one. */
  String knownCurrency() {
    boolean known =
        Currency.getAvailableCurrencies().stream()
            .anyMatch(one -> one.getCurrencyCode().equals(currency));
    if (!known) {
      throw Problem.malformed(
          "There is no currency " + currency + ".",
          new Violation("currency", "must be an ISO 4217 code such as USD"));
    }
    return currency;
  }
}
