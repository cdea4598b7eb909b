package io.onus.request.directory;

import io.onus.request.directory.domain.Department;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A department as callers and, through {@code onus.directory.v1}, other services see it. */
@Schema(name = "Department")
public record DepartmentView(
    @Schema(examples = "ENG") String code,
    @Schema(examples = "Engineering") String name,
    @Schema(examples = "Europe/Berlin") String zone,
    @Schema(examples = "company") String calendar,
    @Nullable String parent,
    List<ContactForm> leads,
    List<ContactForm> deputies,
    @Schema(description = "Rises by one with each change; also the ETag", examples = "1")
        long version) {

  static DepartmentView of(Department department) {
    return new DepartmentView(
        department.code(),
        department.name(),
        department.zone().getId(),
        department.calendar(),
        department.parent(),
        department.leads().stream().map(ContactForm::of).toList(),
        department.deputies().stream().map(ContactForm::of).toList(),
        department.version());
  }
}
