package io.onus.request.person;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What else is known of the person to be pseudonymised. */
@Schema(name = "PseudonymForm")
public record PseudonymForm(
    @Schema(
            description = "Their addresses: contacts of departments are known by these only",
            examples = "[\"ada@example.com\"]")
        @Nullable
        @Size(max = 20)
        List<@NotNull @Email @Size(max = 254) String> emails) {

  static final PseudonymForm EMPTY = new PseudonymForm(null);

  List<String> addresses() {
    return Objects.requireNonNullElse(emails, List.of());
  }
}
