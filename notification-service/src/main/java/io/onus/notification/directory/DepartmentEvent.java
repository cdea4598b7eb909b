package io.onus.notification.directory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.notification.directory.domain.Contact;
import io.onus.notification.directory.domain.Department;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code io.onus.directory.department-changed.v1}; other fields are none of our
 * business.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DepartmentEvent(
    @Nullable String code,
    @Nullable String name,
    @Nullable String zone,
    @Nullable String calendar,
    @Nullable List<ContactPart> leads,
    @Nullable List<ContactPart> deputies,
    @Nullable Long version) {

  static final String TYPE = "io.onus.directory.department-changed.v1";

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ContactPart(@Nullable String name, @Nullable String email) {
    Contact contact() {
      String shown = name == null ? email : name;
      return new Contact(shown == null ? "" : shown, email);
    }
  }

  /**
   * @throws IllegalArgumentException where it does not say which department, or which version of it
   */
  Department department() {
    if (code == null || code.isBlank() || version == null) {
      throw new IllegalArgumentException("code and version are required");
    }
    return new Department(
        code,
        name == null ? code : name,
        zone == null ? "UTC" : zone,
        calendar == null ? "company" : calendar,
        contacts(leads),
        contacts(deputies),
        version);
  }

  private static List<Contact> contacts(@Nullable List<ContactPart> parts) {
    return parts == null ? List.of() : parts.stream().map(ContactPart::contact).toList();
  }
}
