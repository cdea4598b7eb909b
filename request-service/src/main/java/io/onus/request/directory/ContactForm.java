package io.onus.request.directory;

import io.onus.request.Texts;
import io.onus.request.directory.domain.Contact;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Contact")
public record ContactForm(
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        @Schema(examples = "Ada Byron")
        String name,
    @NotBlank
        @Email
        @Size(max = 254)
        @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        @Schema(examples = "ada@example.com")
        String email) {

  Contact contact() {
    return new Contact(name.strip(), email.strip());
  }

  static ContactForm of(Contact contact) {
    return new ContactForm(contact.name(), contact.email());
  }
}
