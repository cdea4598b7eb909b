package io.onus.request.directory;

import io.onus.request.Texts;
import io.onus.request.directory.domain.Department;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a {@code PUT} says of a department. Only the name has no default. */
@Schema(name = "DepartmentForm")
public record DepartmentForm(
    @Schema(description = "May repeat the code of the path, nothing else", examples = "ENG")
        @Nullable String code,
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        @Schema(examples = "Engineering")
        String name,
    @Schema(
            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
            description = "IANA zone",
            defaultValue = "UTC",
            examples = "Europe/Berlin")
        @Nullable String zone,
    @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}", message = "must be a calendar's code")
        @Schema(description = "Code of a calendar", defaultValue = "company")
        @Nullable String calendar,
    @Pattern(regexp = Department.CODE, message = "must be a department's code")
        @Schema(description = "Code of the department above this one", examples = "TECH")
        @Nullable String parent,
    @Size(max = 50) @Nullable List<@NotNull @Valid ContactForm> leads,
    @Size(max = 50) @Nullable List<@NotNull @Valid ContactForm> deputies) {

  Department department(String ofPath, ZoneId validZone) {
    return new Department(
        ofPath,
        name.strip(),
        validZone,
        Objects.requireNonNullElse(calendar, Department.DEFAULT_CALENDAR),
        parent,
        Objects.requireNonNullElse(leads, List.<ContactForm>of()).stream()
            .map(ContactForm::contact)
            .toList(),
        Objects.requireNonNullElse(deputies, List.<ContactForm>of()).stream()
            .map(ContactForm::contact)
            .toList(),
        1);
  }
}
