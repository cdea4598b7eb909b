package io.onus.notification.directory.domain;

import org.jspecify.annotations.Nullable;

/** A lead or deputy as the directory names them. */
public record Contact(String name, @Nullable String email) {

  public boolean hasAddress() {
    return email != null && !email.isBlank();
  }
}
