package io.onus.kit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

record NoteForm(
    @NotBlank String title,
    @Nullable String pin,
    @Nullable Colour colour,
    @Nullable Duration within,
    @Nullable Instant at,
    @Nullable Integer count,
    @Nullable JsonNode extra,
    @Nullable BigDecimal price,
    @Nullable List<@Valid Line> lines) {

  enum Colour {
    RED,
    GREEN
  }

  record Line(@Size(max = 5, message = "must have at most 5 characters") String text) {

    @AssertTrue(message = "must be readable")
    public boolean isReadable() {
      if (text.equals("boom")) {
        throw new ArithmeticException("a secret of this check");
      }
      return true;
    }
  }
}
